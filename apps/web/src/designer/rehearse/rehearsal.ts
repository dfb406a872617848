import type { ExecutableProcess } from '@krok/bpmn/executable';
import { polishCalendar } from '@krok/calendar';
import { type Command, link, startTriggers, tokens, type Variables } from '@krok/engine';
import { type OpenJob, type OpenUserTask, type SimulatedCase, Simulation } from '@krok/simulator';
import type { Progress } from '../../diagram/show-progress.ts';

/** What a person does while trying a procedure out. Played again from the beginning, so that any of it can be taken back. */
export type Move =
  | { readonly kind: 'job'; readonly order: number; readonly variables: Variables }
  | { readonly kind: 'jobError'; readonly order: number; readonly code: string }
  | { readonly kind: 'task'; readonly order: number; readonly variables: Variables }
  | { readonly kind: 'message'; readonly name: string; readonly variables: Variables }
  | { readonly kind: 'time' };

export interface Rehearsal {
  /** Epoch ms of virtual time. */
  readonly now: number;
  readonly ended: boolean;
  readonly jobs: readonly OpenJob[];
  readonly tasks: readonly OpenUserTask[];
  /** Names of the messages that the case waits for. */
  readonly messages: readonly string[];
  /** Epoch ms of the next timer. */
  readonly nextDue: number | null;
  readonly progress: Progress;
  /** What the case has been through, in order: an element's id and the virtual time. */
  readonly visited: readonly { readonly elementId: string; readonly at: number }[];
  readonly incidents: readonly { readonly elementId: string; readonly cause: string; readonly message: string }[];
  /** Why what was done is set aside: the case would hold more than a case may. */
  readonly tooLarge: readonly string[];
}

/** A made-up invoice of today, 1 234,56 zł, three days overdue. */
export function sampleVariables(now: number): Variables {
  const day = (shift: number) => new Date(now + shift * 86_400_000).toISOString().slice(0, 10);
  return {
    invoiceId: 'invoice-1',
    invoiceNumber: 'FV/1',
    amount: 123_456,
    openAmount: 123_456,
    currency: 'PLN',
    dueOn: day(-3),
    debtorKind: 'business',
  };
}

/**
 * Where one case of the first process stands after these moves. Runs the very draft on the engine itself. One that only
 * messages or the clock start is begun by the first of them.
 */
export function rehearse(processes: readonly ExecutableProcess[], begin: number, moves: readonly Move[]): Rehearsal {
  const deployed = processes.map((executable, index) => ({ deployment: `draft-${index}`, linked: link(executable) }));
  const time = { now: begin, zone: 'Europe/Warsaw', calendar: polishCalendar() };
  const simulation = new Simulation({ processes: deployed, ...time });
  const [first] = processes;
  const sample = sampleVariables(begin);
  if (first) simulation.start(first.processId, sample);
  for (const move of moves) play(simulation, move, sample);
  const [main] = deployed;
  const starts = main === undefined ? [] : startTriggers(main.linked, time);
  return look(
    simulation,
    starts.flatMap((each) => (each.kind === 'message' ? [each.name] : [])),
  );
}

/** The one case; none while nothing has started it. */
function mainOf(simulation: Simulation): SimulatedCase | undefined {
  return simulation.cases().find(({ state }) => state.status !== 'new');
}

function play(simulation: Simulation, move: Move, sample: Variables): void {
  const send = (caseId: string, command: Command) => void simulation.send(caseId, command);
  switch (move.kind) {
    case 'time': {
      const due = simulation.nextDue();
      if (due !== null) simulation.advanceTo(due);
      return;
    }
    case 'message':
      simulation.publish({
        name: move.name,
        correlationKey: 'invoice-1',
        variables: mainOf(simulation) ? move.variables : { ...sample, ...move.variables },
        timeToLive: 0,
      });
      return;
    case 'task': {
      const task = simulation.openUserTasks().find(({ order }) => order === move.order);
      if (task) {
        send(task.caseId, { kind: 'completeUserTask', userTask: task.userTask, variables: move.variables });
      }
      return;
    }
    case 'job':
    case 'jobError': {
      const job = simulation.openJobs().find(({ order }) => order === move.order);
      if (!job) return;
      if (move.kind === 'job') send(job.caseId, { kind: 'completeJob', job: job.job, variables: move.variables });
      else {
        send(job.caseId, {
          kind: 'throwJobError',
          job: job.job,
          code: move.code,
          message: move.code,
          variables: {},
        });
      }
    }
  }
}

/** `starts`: names of the messages that start a case. */
function look(simulation: Simulation, starts: readonly string[]): Rehearsal {
  const main = mainOf(simulation);
  const nextDue = simulation.nextDue();
  const jobs = simulation.openJobs();
  const tasks = simulation.openUserTasks();
  return {
    now: simulation.now,
    ended: main ? main.state.status !== 'active' : starts.length === 0 && nextDue === null,
    jobs,
    tasks,
    messages: main
      ? [
          ...new Set(
            Object.values(main.state.subscriptions).flatMap((each) => (each.kind === 'message' ? [each.name] : [])),
          ),
        ]
      : [...new Set(starts)],
    nextDue,
    progress: main ? progressOf(main) : { tokens: [], taken: { elements: {}, flows: {} }, incidents: [] },
    visited: main ? visitedOf(main) : [],
    incidents: main ? incidentsOf(main) : [],
    tooLarge: simulation.standstills().map(({ detail }) => detail),
  };
}

function progressOf(main: SimulatedCase): Progress {
  const { linked } = main.process;
  const { elements, flows } = linked.executable;
  const counts = new Map<string, number>();
  for (const { element } of tokens(linked, main.state).elements) {
    const frame = elements.some(({ id, type }) => id === element && frames.has(type));
    if (!frame) counts.set(element, (counts.get(element) ?? 0) + 1);
  }
  const entered: Record<string, number> = {};
  const taken: Record<string, number> = {};
  for (const { events } of main.steps) {
    for (const event of events) {
      if (event.kind === 'elementActivated') raise(entered, elements[event.element]?.id);
      if (event.kind === 'flowTaken') raise(taken, flows[event.flow]?.id);
    }
  }
  return {
    tokens: [...counts].map(([elementId, count]) => ({ elementId, count })),
    taken: { elements: entered, flows: taken },
    incidents: incidentsOf(main),
  };
}

/** What holds steps; the token is shown on the step itself. */
const frames = new Set(['process', 'subProcess', 'eventSubProcess', 'adHocSubProcess']);

function visitedOf(main: SimulatedCase): Rehearsal['visited'] {
  const { elements } = main.process.linked.executable;
  return main.steps.flatMap(({ events, env }) =>
    events.flatMap((event) => {
      const element = event.kind === 'elementActivated' ? elements[event.element] : undefined;
      return element && element.index > 0 ? [{ elementId: element.id, at: env.now }] : [];
    }),
  );
}

function incidentsOf(main: SimulatedCase): Rehearsal['incidents'] {
  const { elements } = main.process.linked.executable;
  return Object.values(main.state.incidents).map(({ element, cause, message }) => ({
    elementId: elements[element]?.id ?? '',
    cause,
    message,
  }));
}

function raise(counts: Record<string, number>, id: string | undefined): void {
  if (id !== undefined) counts[id] = (counts[id] ?? 0) + 1;
}
