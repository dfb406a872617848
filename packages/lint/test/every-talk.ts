import type { Level, Talk } from './random-talk.ts';
import { type Bag, changesOf, type Scope, startOf } from './talk-steps.ts';

/**
 * A token game for processes that talk, written for the tests and from BPMN 2.0 alone (§13): naive, no order left out, nothing
 * shared with what it is compared with. Counts that grow beyond a bound are not followed.
 */
export interface EveryTalk {
  readonly reached: ReadonlySet<string>;
  /** Some state from which no run ends. */
  readonly stuck: readonly string[] | null;
  /** Ends that some run that ended has reached twice in one scope; message flows left with a message; flows with two tokens. */
  readonly twice: ReadonlySet<string>;
  readonly left: ReadonlySet<string>;
  readonly crowded: ReadonlySet<string>;
  /** Everything was followed. */
  readonly whole: boolean;
  readonly states: number;
}

/** How messages are understood; see decision 7. */
export interface TalkReading {
  readonly startOnce?: true;
  readonly oneRecipient?: true;
}

interface State {
  readonly live: readonly { readonly pool: number; readonly scope: Scope }[];
  readonly fresh: readonly number[];
  readonly bag: Bag;
  readonly twice: readonly string[];
}

const MOST_STATES = Number(process.env['STATES'] ?? 600);
const MOST_MESSAGES = 5;
const MOST_TOKENS = 5;
const MOST_CASES = 4;

/** Pools that no message joins are looked at each for itself. */
export function everyTalk(talk: Talk, reading: TalkReading = {}): EveryTalk {
  const all = groupsOf(talk).map((group) => together(group, reading));
  const union = (key: 'reached' | 'twice' | 'left' | 'crowded') => new Set(all.flatMap((each) => [...each[key]]));
  return {
    reached: union('reached'),
    stuck: all.map(({ stuck }) => stuck).find((each) => each !== null) ?? null,
    twice: union('twice'),
    left: union('left'),
    crowded: union('crowded'),
    whole: all.every(({ whole }) => whole),
    states: all.reduce((sum, { states }) => sum + states, 0),
  };
}

function groupsOf({ pools, messages }: Talk): readonly Talk[] {
  const groups = pools.map((pool) => new Set([pool]));
  const of = (id: string) => groups.findIndex((group) => [...group].some((pool) => pool.start[0] === id[0]));
  for (const { from, to } of messages) {
    const [left, right] = [of(from), of(to)];
    if (left === right) continue;
    for (const pool of groups[right] ?? []) groups[left]?.add(pool);
    groups.splice(right, 1);
  }
  return groups.map((group) => ({
    pools: [...group],
    messages: messages.filter(({ from }) => [...group].some((pool) => pool.start[0] === from[0])),
  }));
}

function together(talk: Talk, reading: TalkReading): EveryTalk {
  const reached = new Set<string>();
  const nodes: { state: State; parent: number; what: string; next: number[] }[] = [];
  const known = new Map<string, number>();
  let whole = true;
  const add = (state: State, parent: number, what: string): number => {
    const key = keyOf(state);
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, nodes.length);
    nodes.push({ state, parent, what, next: [] });
    return nodes.length - 1;
  };
  add(beginning(talk, reading, reached), -1, '');
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as (typeof nodes)[number];
    if (nodes.length > MOST_STATES || isBeyond(node.state)) {
      whole = false;
      node.next.push(-1);
      continue;
    }
    for (const { state, what, seen } of nextOf(talk, reading, node.state)) {
      for (const id of seen) reached.add(id);
      node.next.push(add(state, index, what));
    }
  }
  const isOver = ({ live }: State): boolean => live.length === 0;
  const ending = nodes.map(({ state, next }) => isOver(state) || next.includes(-1));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [index, { next }] of nodes.entries()) {
      if (ending[index] === true || !next.some((to) => ending[to] === true)) continue;
      ending[index] = true;
      changed = true;
    }
  }
  const stuck = ending.indexOf(false);
  const way: string[] = [];
  for (let at = stuck; at >= 0; at = nodes[at]?.parent ?? -1) way.unshift(nodes[at]?.what ?? '');
  const over = nodes.filter(({ state }) => isOver(state));
  return {
    reached,
    stuck: stuck < 0 ? null : way,
    twice: new Set(over.flatMap(({ state }) => state.twice)),
    left: new Set(
      over.flatMap(({ state: { bag }, next }) =>
        next.length > 0 ? [] : Object.keys(bag).filter((flow) => (bag[flow] ?? 0) > 0),
      ),
    ),
    crowded: new Set(nodes.flatMap(({ state }) => state.live.flatMap(({ scope }) => crowdedIn(scope)))),
    whole,
    states: nodes.length,
  };
}

function beginning(talk: Talk, reading: TalkReading, reached: Set<string>): State {
  const live: { pool: number; scope: Scope }[] = [];
  const fresh: number[] = [];
  for (const [pool, level] of talk.pools.entries()) {
    const isAnswered = talk.messages.some(({ to }) => to === level.start);
    if (level.startKind === 'none') {
      reached.add(level.start);
      live.push({ pool, scope: startOf(level) });
    } else if (!isAnswered || reading.startOnce === true) fresh.push(pool);
  }
  return { live, fresh, bag: {}, twice: [] };
}

function nextOf(talk: Talk, reading: TalkReading, state: State) {
  const found: { state: State; what: string; seen: readonly string[] }[] = [];
  for (const [at, { pool, scope }] of state.live.entries()) {
    for (const change of changesOf(talk, talk.pools[pool] as Level, scope, state.bag)) {
      const rest = state.live.filter((_, index) => index !== at);
      const live = change.scope === null ? rest : [...rest, { pool, scope: change.scope }];
      const twice = change.twice === undefined ? state.twice : [...new Set([...state.twice, change.twice])].sort();
      for (const sent of sentBy(talk, reading, change.senders)) {
        const bag = { ...state.bag };
        if (change.took !== undefined) bag[change.took] = (bag[change.took] ?? 0) - 1;
        for (const flow of sent) bag[flow] = (bag[flow] ?? 0) + 1;
        found.push({ state: { ...state, live, bag, twice }, what: change.what, seen: change.reached });
      }
    }
  }
  for (const [pool, level] of talk.pools.entries()) {
    if (level.startKind !== 'message') continue;
    const live = [...state.live, { pool, scope: startOf(level) }];
    const isFresh = state.fresh.includes(pool);
    const fresh = state.fresh.filter((each) => each !== pool);
    const flows = talk.messages.filter(({ to }) => to === level.start);
    const start = { what: `start ${level.start}`, seen: [level.start] };
    if (flows.length === 0 && isFresh) found.push({ ...start, state: { ...state, live, fresh } });
    for (const { id } of flows) {
      if ((state.bag[id] ?? 0) === 0 || (reading.startOnce === true && !isFresh)) continue;
      found.push({ ...start, state: { ...state, live, fresh, bag: { ...state.bag, [id]: (state.bag[id] ?? 0) - 1 } } });
    }
  }
  return found;
}

function sentBy(talk: Talk, reading: TalkReading, senders: readonly string[]): readonly (readonly string[])[] {
  let sets: readonly (readonly string[])[] = [[]];
  for (const sender of senders) {
    const flows = talk.messages.filter(({ from }) => from === sender).map(({ id }) => id);
    if (flows.length === 0) continue;
    sets =
      reading.oneRecipient === true
        ? sets.flatMap((set) => flows.map((flow) => [...set, flow]))
        : sets.map((set) => [...set, ...flows]);
  }
  return sets;
}

function crowdedIn({ tokens, active }: Scope): readonly string[] {
  return [
    ...Object.keys(tokens).filter((flow) => (tokens[flow] ?? 0) > 1),
    ...active.flatMap(({ inside }) => (inside === null ? [] : crowdedIn(inside))),
  ];
}

function isBeyond({ live, bag }: State): boolean {
  const isCrowded = ({ tokens, active }: Scope): boolean =>
    Object.values(tokens).some((count) => count > MOST_TOKENS) ||
    active.length > MOST_TOKENS * 2 ||
    active.some(({ inside }) => inside !== null && isCrowded(inside));
  const cases = new Map<number, number>();
  for (const { pool } of live) cases.set(pool, (cases.get(pool) ?? 0) + 1);
  return (
    [...cases.values()].some((count) => count > MOST_CASES) ||
    Object.values(bag).some((count) => count > MOST_MESSAGES) ||
    live.some(({ scope }) => isCrowded(scope))
  );
}

function keyOf({ live, fresh, bag, twice }: State): string {
  const cases = live.map(({ pool, scope }) => `${pool}${scopeKey(scope)}`).sort();
  const messages = Object.entries(bag)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([cases, fresh, messages, twice]);
}

function scopeKey({ tokens, active, ends, interrupted, woken }: Scope): string {
  const items = active.map(({ node, came, inside }) => `${node} ${came}${inside === null ? '' : scopeKey(inside)}`);
  const counts = Object.entries(tokens).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([counts, items.sort(), ends, interrupted, woken]);
}
