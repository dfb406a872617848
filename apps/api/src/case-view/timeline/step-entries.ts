import type { TimelineEntry } from '@krok/contracts/schemas';
import type { Command, EngineEvent } from '@krok/engine';
import type { CommandActor } from '@krok/store';
import { iso } from '../case-position.ts';
import type { CaseTape } from '../case-tapes.ts';
import { reasonOf } from '../logged-step.ts';

/** Answers to acts are told by the acts themselves. */
const answers = new Set(['completeJob', 'completeUserTask', 'throwJobError', 'failJob', 'calendarChanged']);

/** Steps of the procedure that a person would want to know beside the acts: begin, terms, messages, incidents, end. */
export function stepEntries(
  { tape, subjects }: CaseTape,
  of: { readonly caseId: string; readonly caseKey: string | null },
  actors: ReadonlyMap<string, CommandActor>,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const { seq, commandId, command, events, env } of tape.steps) {
    const { elements } = tape.linkedAt(tape.after(seq - 1)).executable;
    const titleOf = (element: number | undefined) => (element === undefined ? null : (elements[element]?.name ?? null));
    const common = { kind: 'step' as const, ...of, at: iso(env.now), seq, message: null, cause: null };
    const by = actors.get(commandId)?.name ?? null;
    const add = (what: string, more: Partial<Extract<TimelineEntry, { kind: 'step' }>>) =>
      entries.push({ ...common, id: `${of.caseId} ${seq} ${what} ${entries.length}`, what, title: null, by, ...more });
    if (!answers.has(command.kind)) {
      let title = subjects.elementOf(command)?.name ?? null;
      if (command.kind === 'timeDue') {
        const fired = events.find(({ kind }) => kind === 'timerFired');
        if (!fired || fired.kind !== 'timerFired') continue;
        title = subjects.element(fired.timer)?.name ?? null;
      }
      if (command.kind === 'skip' || command.kind === 'modify') title = repairedTitle(command, events, titleOf);
      add(command.kind, {
        title,
        message: 'name' in command ? command.name : reasonOf(command),
      });
    }
    let ending: string | null = null;
    for (const event of events) {
      if (event.kind === 'elementCompleted' && elements[event.element]?.type === 'endEvent') {
        ending = titleOf(event.element) ?? ending;
      }
      if (event.kind === 'incidentRaised') {
        add('incident', { title: titleOf(event.element), message: event.message, cause: event.cause, by: null });
      }
      // A listener of the task did not accept what the person did.
      if (event.kind === 'userTaskDenied') {
        const what = DENIED[event.on];
        add(what, { title: titleOf(event.element), message: event.reason || null, by: null });
      }
      if (event.kind === 'instanceCompleted') add('ended', { title: ending, by: null });
    }
  }
  return entries;
}

const DENIED = { assigning: 'assignmentDenied', updating: 'updateDenied', completing: 'taskDenied' } as const;

/** The step that was skipped; or where tokens were taken from and put to. */
function repairedTitle(
  command: Extract<Command, { kind: 'skip' | 'modify' }>,
  events: readonly EngineEvent[],
  titleOf: (element: number | undefined) => string | null,
): string | null {
  if (command.kind === 'skip') {
    return titleOf(events.flatMap((event) => (event.kind === 'elementSkipped' ? [event.element] : []))[0]);
  }
  const ended = new Set(command.terminate);
  const names = (elements: readonly number[]) =>
    [...new Set(elements.flatMap((each) => titleOf(each) ?? []))].join(', ');
  const from = names(
    events.flatMap((event) => (event.kind === 'elementTerminated' && ended.has(event.instance) ? [event.element] : [])),
  );
  const to = names(command.activate.map(({ element }) => element));
  return [from, to].filter((part) => part !== '').join(' → ') || null;
}
