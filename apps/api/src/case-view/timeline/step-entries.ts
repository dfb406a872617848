import type { TimelineEntry } from '@krok/contracts/schemas';
import type { CommandActor } from '@krok/store';
import { iso } from '../case-position.ts';
import type { CaseTape } from '../case-tapes.ts';

/** Answers to acts are told by the acts themselves. */
const answers = new Set(['completeJob', 'completeUserTask', 'throwJobError', 'failJob', 'calendarChanged']);

/** Steps of the procedure that a person would want to know beside the acts: begin, terms, messages, incidents, end. */
export function stepEntries(
  { linked, tape, subjects }: CaseTape,
  of: { readonly caseId: string; readonly caseKey: string | null },
  actors: ReadonlyMap<string, CommandActor>,
): TimelineEntry[] {
  const { elements } = linked.executable;
  const titleOf = (element: number | undefined) => (element === undefined ? null : (elements[element]?.name ?? null));
  const entries: TimelineEntry[] = [];
  for (const { seq, commandId, command, events, env } of tape.steps) {
    const common = { kind: 'step' as const, ...of, at: iso(env.now), seq, message: null, cause: null };
    const by = actors.get(commandId)?.name ?? null;
    const add = (what: string, more: Partial<Extract<TimelineEntry, { kind: 'step' }>>) =>
      entries.push({ ...common, id: `${of.caseId} ${seq} ${what} ${entries.length}`, what, title: null, by, ...more });
    if (!answers.has(command.kind)) {
      let title = titleOf(subjects.elementOf(command));
      if (command.kind === 'timeDue') {
        const fired = events.find(({ kind }) => kind === 'timerFired');
        if (!fired || fired.kind !== 'timerFired') continue;
        title = titleOf(subjects.element(fired.timer));
      }
      add(command.kind, {
        title,
        message: 'name' in command ? command.name : 'reason' in command ? command.reason : null,
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
      if (event.kind === 'instanceCompleted') add('ended', { title: ending, by: null });
    }
  }
  return entries;
}
