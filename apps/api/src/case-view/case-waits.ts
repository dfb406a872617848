import type { WaitsFor } from '@krok/contracts/schemas';
import { byId, type InstanceState, type Linked, type OpenJob } from '@krok/engine';
import type { ActRecord } from '@krok/store';
import { iso } from './case-position.ts';
import { folded } from './folded.ts';
import { nextSteps } from './next-steps.ts';
import { titleOf } from './timeline/act-title.ts';

type Wait = WaitsFor extends infer W ? (W extends WaitsFor ? Omit<W, 'count'> : never) : never;

/** Why a case stands where it stands, and what each of its waits leads to; the soonest first, equal ones as one. */
export function caseWaits(linked: Linked, state: InstanceState, acts: readonly ActRecord[]): WaitsFor[] {
  const nameOf = (element: number): string => linked.executable.elements[element]?.name ?? '';
  // A thousand runs of one activity lead to the same.
  const known = new Map<number, ReturnType<typeof nextSteps>>();
  const leadsTo = (element: number): ReturnType<typeof nextSteps> => {
    const steps = known.get(element) ?? nextSteps(linked, element);
    known.set(element, steps);
    return steps;
  };
  const incidents: Wait[] = Object.values(state.incidents).map(({ element, cause, message }) => ({
    kind: 'incident',
    title: nameOf(element),
    cause,
    message,
  }));
  const timers: Wait[] = Object.values(state.timers)
    .toSorted((left, right) => left.due - right.due)
    .map(({ element, due }) => ({
      kind: 'time',
      title: nameOf(element),
      due: iso(due),
      next: leadsTo(element),
    }));
  const messages: Wait[] = Object.values(state.subscriptions)
    .filter(({ kind }) => kind === 'message')
    .map(({ element, name }) => ({
      kind: 'message',
      title: nameOf(element),
      message: name,
      next: leadsTo(catcherOf(linked, element)),
    }));
  const elementOf = (instance: string): number => state.instances[instance]?.element ?? -1;
  // What leaves the firm is told by its act.
  const told = new Set(acts.flatMap(({ source, type, element }) => (source === 'job' ? [`${element} ${type}`] : [])));
  const jobs = Object.values(byId(state.jobs)).flatMap((job): Wait[] => {
    const element = elementOf(job.instance);
    if (told.has(`${element} ${job.type}`)) return [];
    const until = job.retryAt === undefined ? null : iso(job.retryAt);
    const hears = heardBy(linked, element, job);
    return [{ kind: 'job', title: nameOf(element), type: job.type, hears, until, next: leadsTo(element) }];
  });
  const called = Object.values(state.calls).map(({ instance }): Wait => {
    const element = elementOf(instance);
    return { kind: 'called', title: nameOf(element), next: leadsTo(element) };
  });
  const waits: readonly Wait[] = [
    ...incidents,
    ...acts.flatMap((act) => (act.source === 'reply' ? [] : ofAct(linked, act))),
    ...jobs,
    ...called,
    ...timers,
    ...messages,
  ];
  return folded<Wait>(waits);
}

/** Which transition of its task the job listens to; null: it is the element's own work. */
function heardBy(linked: Linked, element: number, { taskListener }: OpenJob): Extract<Wait, { kind: 'job' }>['hears'] {
  const definition = linked.executable.elements[element];
  if (taskListener === undefined || definition?.type !== 'userTask') return null;
  return definition.taskListeners?.[taskListener]?.on ?? null;
}

/** An event sub-process goes on inside: its start event is what the message triggers. */
function catcherOf(linked: Linked, element: number): number {
  const { definition } = linked.element(element);
  return definition.type === 'eventSubProcess' ? definition.start : element;
}

function ofAct(linked: Linked, act: ActRecord): Wait[] {
  const { state, bundle, effect, channel, reason, planAt, source, type } = act;
  if (state !== 'due' && state !== 'planned') return [];
  const ofCase = source === 'job' || source === 'userTask';
  const title = titleOf(act, (element) => linked.executable.elements[element]?.name ?? null);
  const next = ofCase ? nextSteps(linked, act.element) : [];
  if (state === 'due' || bundle === null) {
    return [
      {
        kind: 'act',
        title,
        type,
        channel,
        state: 'waiting',
        reason,
        until: planAt === null ? null : iso(planAt),
        next,
      },
    ];
  }
  if (isPersonal(channel)) {
    const { claimedBy: assignee, candidateGroups, dueDate: due } = bundle;
    return [{ kind: 'person', title, type, channel, assignee, groups: [...candidateGroups], due, next }];
  }
  if (effect?.status === 'unknown') {
    return [{ kind: 'act', title, type, channel, state: 'unknown', reason: effect.error, until: null, next }];
  }
  // A letter is made, and leaves when a person has posted it.
  if (reason === 'awaitingPosting') {
    return [{ kind: 'act', title, type, channel, state: 'waiting', reason, until: null, next }];
  }
  const sending = effect?.status === 'attempting';
  return [
    {
      kind: 'act',
      title,
      type,
      channel,
      state: sending ? 'sending' : 'waiting',
      reason: sending ? null : 'planned',
      until: iso(bundle.performAt),
      next,
    },
  ];
}

export function isPersonal(channel: ActRecord['channel']): boolean {
  return channel === 'call' || channel === 'approval' || channel === 'task';
}
