/** Whom a signal reaches: every case, or the cases that belong to one member of a named dimension. */
export type SignalScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'within'; readonly dimension: string; readonly member: string };

export interface SignalSubscription {
  readonly caseId: string;
  /** The engine's id within the case. */
  readonly subscription: string;
  readonly name: string;
  /** Member of each dimension that the case belongs to, for example `{ debtor: 'D-17' }`. */
  readonly memberships: Readonly<Record<string, string>>;
}

/** A signal start event of the process version in force. */
export interface SignalStart {
  readonly processId: string;
  readonly deployment: string;
  readonly startEvent: number;
  readonly name: string;
}

/** `cases`: each case once, however many of its events wait; the case itself finds them all. Sorted by id. */
export interface SignalDecision {
  readonly cases: readonly string[];
  readonly startInstances: readonly SignalStart[];
}

/**
 * A signal is broadcast to all that wait at this instant and is never buffered (BPMN 2.0 §10.5.7). Start events have no
 * case and so no membership: only a signal to all starts instances.
 * @param thrownBy the case that threw it and whose own events have caught it already; null for a signal from outside
 */
export function decideSignal(
  name: string,
  scope: SignalScope,
  subscriptions: readonly SignalSubscription[],
  starts: readonly SignalStart[],
  thrownBy: string | null,
): SignalDecision {
  const cases = new Set<string>();
  for (const each of subscriptions)
    if (each.name === name && each.caseId !== thrownBy && reaches(scope, each)) cases.add(each.caseId);
  const startInstances = scope.kind === 'all' ? starts.filter((each) => each.name === name) : [];
  return { cases: [...cases].sort(), startInstances: startInstances.sort(byProcessAndStart) };
}

function reaches(scope: SignalScope, subscription: SignalSubscription): boolean {
  return scope.kind === 'all' || subscription.memberships[scope.dimension] === scope.member;
}

function byProcessAndStart(a: SignalStart, b: SignalStart): number {
  if (a.processId !== b.processId) return a.processId < b.processId ? -1 : 1;
  return a.startEvent - b.startEvent;
}
