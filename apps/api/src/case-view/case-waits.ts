import type { WaitsFor } from '@krok/contracts/schemas';
import type { InstanceState, Linked } from '@krok/engine';
import type { ActRecord } from '@krok/store';
import { iso } from './case-position.ts';
import { nextSteps } from './next-steps.ts';

/** Why a case stands where it stands, and what each of its waits leads to; the soonest first. */
export function caseWaits(linked: Linked, state: InstanceState, acts: readonly ActRecord[]): WaitsFor[] {
  const titleOf = (element: number): string => linked.executable.elements[element]?.name ?? '';
  const incidents: WaitsFor[] = Object.values(state.incidents).map(({ element, cause, message }) => ({
    kind: 'incident',
    title: titleOf(element),
    cause,
    message,
  }));
  const timers: WaitsFor[] = Object.values(state.timers)
    .toSorted((left, right) => left.due - right.due)
    .map(({ element, due }) => ({
      kind: 'time',
      title: titleOf(element),
      due: iso(due),
      next: nextSteps(linked, element),
    }));
  const messages: WaitsFor[] = Object.values(state.subscriptions)
    .filter(({ kind }) => kind === 'message')
    .map(({ element, name }) => ({
      kind: 'message',
      title: titleOf(element),
      message: name,
      next: nextSteps(linked, catcherOf(linked, element)),
    }));
  return [
    ...incidents,
    ...acts.flatMap((act) => (act.source === 'reply' ? [] : ofAct(linked, act))),
    ...timers,
    ...messages,
  ];
}

/** An event sub-process goes on inside: its start event is what the message triggers. */
function catcherOf(linked: Linked, element: number): number {
  const { definition } = linked.element(element);
  return definition.type === 'eventSubProcess' ? definition.start : element;
}

function ofAct(linked: Linked, act: ActRecord): WaitsFor[] {
  const { state, bundle, effect, channel, reason, planAt, source } = act;
  if (state !== 'due' && state !== 'planned') return [];
  const ofCase = source === 'job' || source === 'userTask';
  const title = linked.executable.elements[act.element]?.name ?? '';
  const next = ofCase ? nextSteps(linked, act.element) : [];
  if (state === 'due' || bundle === null) {
    return [
      { kind: 'act', title, channel, state: 'waiting', reason, until: planAt === null ? null : iso(planAt), next },
    ];
  }
  if (isPersonal(channel)) {
    const { claimedBy: assignee, candidateGroups, dueDate: due } = bundle;
    return [{ kind: 'person', title, channel, assignee, groups: [...candidateGroups], due, next }];
  }
  if (effect?.status === 'unknown') {
    return [{ kind: 'act', title, channel, state: 'unknown', reason: effect.error, until: null, next }];
  }
  const sending = effect?.status === 'attempting';
  return [
    {
      kind: 'act',
      title,
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
