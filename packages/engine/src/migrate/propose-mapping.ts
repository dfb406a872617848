import type { Linked, LinkedElement, LinkedFlow } from '../link.ts';
import type { MigrationMapping } from '../types/index.ts';
import { loopKindOf, sameKind, triggerKindOf } from './same-kind.ts';

/** What a person says of single elements and flows, by id: a counterpart, or null for none. */
export type ByHand = Readonly<Record<string, string | null>>;

/**
 * A mapping between two versions: what a person says; then equal ids; then, unless only `ids` are to count, the same kind and
 * name, and the same kind between the same neighbours, where there is one candidate alone. Pure; O(elements²) at worst.
 */
export function proposeMapping(from: Linked, to: Linked, byHand: ByHand = {}, ids = false): MigrationMapping {
  const pairs = new Pairs(from, to, byHand);
  for (const element of from.elements) {
    const other = to.elements.find(({ id }) => id === element.id);
    if (other !== undefined) pairs.join(element, other);
  }
  if (!ids) {
    for (let before = -1; before !== pairs.size; ) {
      before = pairs.size;
      pairs.joinAlone((element, other) => named(element) !== '' && named(element) === named(other));
      pairs.joinAlone((element, other) => pairs.sameNeighbours(element, other));
    }
  }
  return { elements: pairs.elements(), flows: flowsOf(from, to, pairs, byHand) };
}

class Pairs {
  readonly #from: Linked;
  readonly #to: Linked;
  readonly #forth = new Map<number, number>();
  readonly #back = new Set<number>();
  /** Of which a person said that nothing corresponds. */
  readonly #left = new Set<number>();

  constructor(from: Linked, to: Linked, byHand: ByHand) {
    this.#from = from;
    this.#to = to;
    this.#set(0, 0);
    for (const { id, index } of from.elements) {
      if (!Object.hasOwn(byHand, id)) continue;
      const other = to.elements.find((each) => each.id === byHand[id]);
      if (other === undefined) this.#left.add(index);
      else this.#set(index, other.index);
    }
  }

  get size(): number {
    return this.#forth.size;
  }

  of(index: number): number {
    return this.#forth.get(index) ?? -1;
  }

  join(element: LinkedElement, other: LinkedElement): void {
    if (this.#isFree(element) && !this.#back.has(other.index) && alike(element, other)) {
      this.#set(element.index, other.index);
    }
  }

  /** Joins what has exactly one counterpart, seen from both sides. */
  joinAlone(matches: (element: LinkedElement, other: LinkedElement) => boolean): void {
    const free = this.#from.elements.filter((element) => this.#isFree(element));
    const others = this.#to.elements.filter(({ index }) => !this.#back.has(index));
    const fits = (element: LinkedElement, other: LinkedElement): boolean =>
      alike(element, other) && this.of(element.definition.scope) === other.definition.scope && matches(element, other);
    for (const element of free) {
      const found = others.filter((other) => fits(element, other));
      const [only] = found;
      if (only !== undefined && found.length === 1 && free.filter((each) => fits(each, only)).length === 1) {
        this.join(element, only);
      }
    }
  }

  sameNeighbours(element: LinkedElement, other: LinkedElement): boolean {
    const { attachedTo } = { attachedTo: undefined, ...element.definition };
    const { attachedTo: host } = { attachedTo: undefined, ...other.definition };
    if (attachedTo !== undefined || host !== undefined) return this.of(Number(attachedTo ?? -1)) === Number(host ?? -1);
    return (
      this.#meet(sources(this.#from, element), sources(this.#to, other)) || this.#meet(targets(element), targets(other))
    );
  }

  elements(): Record<string, string> {
    const ids: Record<string, string> = {};
    for (const [index, other] of this.#forth) ids[this.#from.element(index).id] = this.#to.element(other).id;
    return ids;
  }

  #meet(mine: readonly number[], others: readonly number[]): boolean {
    return mine.some((index) => others.includes(this.of(index)));
  }

  #isFree({ index }: LinkedElement): boolean {
    return !this.#forth.has(index) && !this.#left.has(index);
  }

  #set(index: number, other: number): void {
    this.#forth.set(index, other);
    this.#back.add(other);
  }
}

/** A token on a flow waits before its target: that must correspond, and where it came from decides among several. */
function flowsOf(from: Linked, to: Linked, pairs: Pairs, byHand: ByHand): Record<string, string> {
  const flows: Record<string, string> = {};
  const taken = new Set<string>();
  const take = (id: string, other: LinkedFlow | undefined): void => {
    if (other === undefined || flows[id] !== undefined) return;
    flows[id] = other.id;
    taken.add(other.id);
  };
  const goals = (target: LinkedElement): LinkedFlow[] =>
    to.flows.filter((each) => each.target.index === pairs.of(target.index) && !taken.has(each.id));
  const free = from.flows.filter(({ id }) => !Object.hasOwn(byHand, id));
  for (const { id } of from.flows) {
    if (!free.some((each) => each.id === id))
      take(
        id,
        to.flows.find((each) => each.id === byHand[id]),
      );
  }
  for (const { id, index, target } of free) {
    const source = pairs.of(from.executable.flows[index]?.source ?? -1);
    const between = goals(target).filter((each) => to.executable.flows[each.index]?.source === source);
    take(id, between.find((each) => each.id === id) ?? only(between));
  }
  for (const { id, target } of free)
    take(
      id,
      goals(target).find((each) => each.id === id),
    );
  for (const { id, target } of free) take(id, only(goals(target)));
  return flows;
}

function alike({ definition: one }: LinkedElement, { definition: other }: LinkedElement): boolean {
  return sameKind(one, other) && triggerKindOf(one) === triggerKindOf(other) && loopKindOf(one) === loopKindOf(other);
}

function named({ definition: { name = '' } }: LinkedElement): string {
  return name.trim().toLowerCase();
}

function sources(linked: Linked, { incoming }: LinkedElement): number[] {
  return incoming.map((flow) => linked.executable.flows[flow]?.source ?? -1);
}

function targets({ outgoing }: LinkedElement): number[] {
  return outgoing.map((flow) => flow.target.index);
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
