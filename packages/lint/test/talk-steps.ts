import type { Level, Talk, TalkNode } from './random-talk.ts';

/** Messages under way, by message flow. */
export type Bag = Readonly<Record<string, number>>;

/** A scope that lives: tokens by flow, what is under way, its ends that were reached, how often the outside woke its handler. */
export interface Scope {
  readonly tokens: Readonly<Record<string, number>>;
  readonly active: readonly Active[];
  readonly ends: readonly string[];
  readonly interrupted: boolean;
  readonly woken: number;
}

interface Active {
  readonly node: string;
  /** How often its boundary event came, where it can come again. */
  readonly came: number;
  readonly inside: Scope | null;
}

/** What one step makes of a scope; null: it has ended. */
export interface Change {
  readonly scope: Scope | null;
  readonly what: string;
  readonly reached: readonly string[];
  readonly senders: readonly string[];
  readonly took?: string;
  readonly twice?: string;
}

/** What the outside may do again and again it does so often while something waits for it. */
const OFTEN = 2;

export function startOf({ start, first }: Level): Scope {
  return { tokens: { [`${start}-${first}`]: 1 }, active: [], ends: [], interrupted: false, woken: 0 };
}

/** All that can happen next in a scope (BPMN 2.0 §13). */
export function changesOf(talk: Talk, level: Level, scope: Scope, bag: Bag): readonly Change[] {
  return [
    ...moves(level, scope),
    ...scope.active.flatMap((_, at) => happenings(talk, level, scope, at, bag)),
    ...wakings(talk, level, scope, bag),
  ];
}

/** A token goes on from its flow. */
function moves(level: Level, scope: Scope): readonly Change[] {
  return level.nodes.flatMap((node): readonly Change[] => {
    const into = incomingOf(level, node.id);
    if (node.kind === 'parallel') {
      if (into.length === 0 || !into.every((flow) => (scope.tokens[flow] ?? 0) > 0)) return [];
      const without = into.reduce((rest, flow) => taken(rest, flow), scope);
      return [changed(given(without, node.id, node.out), `enter ${node.id}`, [node.id])];
    }
    return into
      .filter((flow) => (scope.tokens[flow] ?? 0) > 0)
      .flatMap((flow) => enter(node, taken(scope, flow), flow));
  });
}

function enter(node: TalkNode, scope: Scope, flow: string): readonly Change[] {
  const what = `enter ${node.id} by ${flow}`;
  const reached = [node.id];
  switch (node.kind) {
    case 'exclusive':
      if (node.out.length === 0) return [changed(scope, what, reached)];
      return node.out.map((to) => changed(given(scope, node.id, [to]), `${what} to ${to}`, reached));
    case 'throw':
      return [changed(given(scope, node.id, node.out), what, reached, [node.id])];
    case 'end':
    case 'endMessage':
    case 'terminate': {
      const isAgain = scope.ends.includes(node.id);
      const noted = { ...scope, ends: isAgain ? scope.ends : [...scope.ends, node.id].sort() };
      const after = node.kind === 'terminate' ? { ...noted, tokens: {}, active: [] } : noted;
      const senders = node.kind === 'endMessage' ? [node.id] : [];
      return [{ ...changed(after, what, reached, senders), ...(isAgain && { twice: node.id }) }];
    }
    default: {
      const inside = node.inside === null ? null : startOf(node.inside);
      const more = node.inside === null ? [] : [node.inside.start];
      return [changed(begun(scope, { node: node.id, came: 0, inside }), what, [...reached, ...more])];
    }
  }
}

/** What is under way ends, or something comes to it. */
function happenings(talk: Talk, level: Level, scope: Scope, at: number, bag: Bag): readonly Change[] {
  const active = scope.active[at] as Active;
  const rest = { ...scope, active: scope.active.filter((_, index) => index !== at) };
  const { handler } = level;
  const found: Change[] = [];
  const node = level.nodes.find(({ id }) => id === active.node);
  const inside = node === undefined ? (handler?.inside ?? null) : node.inside;
  if (active.inside !== null && inside !== null) {
    for (const change of changesOf(talk, inside, active.inside, bag)) {
      const after = change.scope;
      if (after !== null) found.push({ ...change, scope: begun(rest, { ...active, inside: after }) });
      else {
        const done = node === undefined ? rest : given(rest, node.id, node.out);
        const senders = node === undefined ? change.senders : [...change.senders, node.id];
        found.push({ ...change, scope: lives(done), senders });
      }
    }
  }
  if (node === undefined) return found;
  const done = given(rest, node.id, node.out);
  if (node.kind === 'user' || node.kind === 'send') found.push(changed(done, `complete ${node.id}`, [], [node.id]));
  else if (node.kind === 'timer') found.push(changed(done, `timer ${node.id}`, []));
  else if (node.kind === 'receive' || node.kind === 'catch')
    for (const took of sourcesOf(talk, node.id, bag)) found.push(takes(changed(done, `message ${node.id}`, []), took));
  else if (node.kind === 'event')
    for (const to of node.out) {
      const behind = level.nodes.find(({ id }) => id === to) as TalkNode;
      const after = given(rest, behind.id, behind.out);
      const sources = behind.kind === 'timer' ? [null] : sourcesOf(talk, behind.id, bag);
      for (const took of sources) found.push(takes(changed(after, `comes ${to}`, [to]), took));
    }
  for (const { id, trigger, interrupts, to } of node.boundaries) {
    const sources = trigger === 'timer' ? [null] : sourcesOf(talk, id, bag);
    for (const took of sources) {
      const often = trigger === 'timer' ? 1 : OFTEN;
      if (!interrupts && took === null && active.came >= often) continue;
      const came = took === null ? active.came + 1 : active.came;
      const host = interrupts ? rest : begun(rest, { ...active, came });
      found.push(takes(changed(given(host, id, [to]), `${trigger} ${id}`, [id]), took));
    }
  }
  return found;
}

/** A message begins the event sub-process. */
function wakings(talk: Talk, { handler }: Level, scope: Scope, bag: Bag): readonly Change[] {
  if (handler === null || scope.interrupted) return [];
  const { id, interrupts, inside } = handler;
  return sourcesOf(talk, inside.start, bag).flatMap((took) => {
    if (took === null && scope.woken >= OFTEN && !interrupts) return [];
    const before = interrupts ? { ...scope, tokens: {}, active: [], interrupted: true } : scope;
    const woken = took === null && !interrupts ? scope.woken + 1 : scope.woken;
    const after = begun({ ...before, woken }, { node: id, came: 0, inside: startOf(inside) });
    return [takes(changed(after, `wake ${id}`, [id, inside.start]), took)];
  });
}

/** The message flows that bring one now; null: the outside, at any time. */
function sourcesOf(talk: Talk, element: string, bag: Bag): readonly (string | null)[] {
  const flows = talk.messages.filter(({ to }) => to === element).map(({ id }) => id);
  return flows.length === 0 ? [null] : flows.filter((flow) => (bag[flow] ?? 0) > 0);
}

function takes(change: Change, took: string | null): Change {
  return took === null ? change : { ...change, took };
}

function changed(scope: Scope, what: string, reached: readonly string[], senders: readonly string[] = []): Change {
  return { scope: lives(scope), what, reached, senders };
}

function lives(scope: Scope): Scope | null {
  return scope.active.length === 0 && Object.keys(scope.tokens).length === 0 ? null : scope;
}

function begun(scope: Scope, active: Active): Scope {
  return { ...scope, active: [...scope.active, active] };
}

function taken(scope: Scope, flow: string): Scope {
  const { [flow]: count = 0, ...rest } = scope.tokens;
  return { ...scope, tokens: count > 1 ? { ...rest, [flow]: count - 1 } : rest };
}

function given(scope: Scope, from: string, targets: readonly string[]): Scope {
  const tokens = { ...scope.tokens };
  for (const to of targets) tokens[`${from}-${to}`] = (tokens[`${from}-${to}`] ?? 0) + 1;
  return { ...scope, tokens };
}

function incomingOf({ start, first, nodes }: Level, id: string): readonly string[] {
  const flows = first === id ? [`${start}-${id}`] : [];
  for (const node of nodes) {
    if (node.out.includes(id)) flows.push(`${node.id}-${id}`);
    for (const boundary of node.boundaries) if (boundary.to === id) flows.push(`${boundary.id}-${id}`);
  }
  return flows;
}
