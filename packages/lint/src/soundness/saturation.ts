import type { InstanceState } from '@krok/engine';

/**
 * A count of this much stands for as much or more. It is exactly that much where it was come to by exact steps only: a step
 * that would count higher is not exact, and neither is one that takes one away and leaves as many.
 */
export const MOST = 3;

export interface Counted<T> {
  readonly exact: boolean;
  readonly counts: T;
}

/** Messages under way after some were sent and one was taken. */
export function bounded(
  bag: readonly number[],
  sent: readonly number[],
  taken: number | undefined,
): readonly Counted<readonly number[]>[] {
  if (sent.length === 0 && taken === undefined) return [{ exact: true, counts: bag }];
  const counts = bag.slice();
  let exact = true;
  for (const flow of sent) {
    const count = (counts[flow] ?? 0) + 1;
    if (count > MOST) exact = false;
    counts[flow] = Math.min(count, MOST);
  }
  if (taken === undefined) return [{ exact, counts }];
  const before = bag[taken] ?? 0;
  const after = counts.slice();
  after[taken] = (after[taken] ?? 0) - 1;
  if (before < MOST) return [{ exact, counts: after }];
  return [
    { exact, counts: after },
    { exact: false, counts },
  ];
}

/**
 * The state with no count above `most`; where tokens were taken from so many there may be as many left, so that all are
 * given. What is reached that way may be more than can really come, and never less.
 */
export function withoutTokens(
  before: InstanceState,
  after: InstanceState,
  most: number,
): readonly { readonly state: InstanceState; readonly exact: boolean }[] {
  let states = [{ state: after, exact: true }];
  for (const id in after.instances) {
    const record = after.instances[id];
    if (record === before.instances[id]) continue;
    const waiting = record?.waiting ?? {};
    const had = before.instances[id]?.waiting ?? {};
    for (const flow in waiting) {
      if ((waiting[flow] ?? 0) > most)
        states = states.map(({ state }) => ({ state: withCount(state, id, flow, most), exact: false }));
    }
    for (const flow in had) {
      const left = waiting[flow] ?? 0;
      if (had[flow] !== most || left >= most) continue;
      const more = Array.from({ length: most - left }, (_, at) => left + at + 1);
      states = states.flatMap(({ state, exact }) => [
        { state, exact },
        ...more.map((count) => ({ state: withCount(state, id, flow, count), exact: false })),
      ]);
    }
  }
  return states;
}

function withCount(state: InstanceState, id: string, flow: string, count: number): InstanceState {
  const record = state.instances[id];
  if (record === undefined) return state;
  const instances = { ...state.instances, [id]: { ...record, waiting: { ...record.waiting, [flow]: count } } };
  return { ...state, instances };
}
