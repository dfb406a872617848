import { Firing, type Successor } from './firing.ts';
import { canGoBeside, canGoFirst, leavesOthersAlone } from './independence.ts';
import type { ModelState } from './model-state.ts';
import type { System } from './participant.ts';
import type { Bounds, CounterexampleStep } from './soundness.ts';
import { bottomComponents } from './bottom-components.ts';
import { type Unit, unitsOf } from './unit.ts';

export interface Node {
  readonly state: ModelState;
  /** How it was first reached. */
  readonly parent: number;
  readonly step: CounterexampleStep;
  edges: Edge[];
  /** Everything that can happen was followed, and not only what can go first. */
  full: boolean;
  /** Not followed: a bound was reached. */
  cut: boolean;
}

interface Edge {
  readonly to: number;
  readonly step: CounterexampleStep;
  readonly participant: number;
  readonly activated: readonly number[];
  readonly exact: boolean;
}

export interface StateSpace {
  readonly system: System;
  readonly nodes: readonly Node[];
  /** The first states, and what was activated on the way to them. */
  readonly initial: readonly number[];
  readonly begun: readonly Pick<Edge, 'participant' | 'activated'>[];
}

interface ExploreOptions extends Pick<Bounds, 'startOnce' | 'oneRecipient'> {
  readonly states: number;
  /** Follow every order, also where orders can't differ: what the reduction is tested against. */
  readonly everyOrder?: boolean;
}

/** Breadth first, so that the first way to a state is a short one. */
export function explore(system: System, options: ExploreOptions): StateSpace {
  return new Exploration(system, options).run();
}

/** More lives at once in no model that anybody can read. */
const MOST_INSTANCES = 60;
/** What begins itself anew beside itself: more of one element live at once in no model that ever ends. */
const MOST_ALIKE = 12;
/** Some seconds, whatever the states' size: a hostile diagram can't hold up whoever checks it. */
const MOST_WORK = 500_000;

class Exploration {
  private readonly nodes: Node[] = [];
  private readonly known = new Map<string, number>();
  private readonly open: number[] = [];
  /** Steps, each by the size of what it changes: what the time goes by. */
  private work = 0;
  private readonly firing: Firing;
  private readonly system: System;
  private readonly options: ExploreOptions;

  constructor(system: System, options: ExploreOptions) {
    this.system = system;
    this.options = options;
    this.firing = new Firing(system, options);
  }

  run(): StateSpace {
    const { states, begun } = this.firing.initial();
    const initial = states.map((state) => this.node(state, -1, begun.at(-1)?.step ?? NOTHING));
    this.follow();
    // What always goes first must not keep the others waiting for ever: once in every cycle that is not left, all go on.
    for (let ignored = this.ignored(); ignored.length > 0; ignored = this.ignored()) {
      for (const index of ignored) this.expand(index, true);
      this.follow();
    }
    return { system: this.system, nodes: this.nodes, initial, begun };
  }

  private follow(): void {
    for (let at = 0; at < this.open.length; at++)
      this.expand(this.open[at] as number, this.options.everyOrder === true);
    this.open.length = 0;
  }

  private ignored(): readonly number[] {
    return bottomComponents(this.nodes.map(({ edges }) => edges.map(({ to }) => to))).flatMap((component) => {
      const isDone = component.some((index) => {
        const node = this.nodes[index];
        return node === undefined || node.full || node.cut;
      });
      return isDone ? [] : [component[0] as number];
    });
  }

  private expand(index: number, all: boolean): void {
    const node = this.nodes[index] as Node;
    const { state } = node;
    const live = state.instances.reduce((sum, each) => sum + Object.keys(each.state.instances).length, 0);
    const isBeyond = live > MOST_INSTANCES || (live > MOST_ALIKE && mostAlike(state) > MOST_ALIKE);
    if (isBeyond || this.nodes.length >= this.options.states || this.work > MOST_WORK) {
      node.cut = true;
      return;
    }
    const units = unitsOf(this.system, state);
    const alone = all ? null : this.goesFirst(state, units);
    node.full = alone === null;
    const successors = alone ?? units.flatMap((unit) => this.firing.successors(state, unit));
    this.work += (successors.length + 1) * (units.length + live);
    node.edges = successors.map((each) => this.edge(each, index));
    node.cut = this.firing.takeHidden();
  }

  /** What the first unit does that can go first; null where none can. Whoever moved last goes on, if it can. */
  private goesFirst(state: ModelState, units: readonly Unit[]): readonly Successor[] | null {
    if (units.length <= 1) return null;
    const isRecent = (unit: Unit): boolean =>
      unit.kind === 'enter' && unit.flows.some((flow) => state.recent.includes(flow));
    const ordered = [...units.filter(isRecent), ...units.filter((unit) => !isRecent(unit))];
    let capped: readonly Successor[] | null = null;
    for (const unit of ordered) {
      if (capped !== null && this.wouldBeCapped(state, unit)) continue;
      if (!canGoFirst(this.system, state, unit)) continue;
      const successors = this.firing.successors(state, unit);
      if (successors.length === 0) continue;
      // What was sent stays sent: whatever else its case can do might keep it from being sent.
      if (successors.some(({ sends }) => sends) && !isAlone(units, unit)) continue;
      const ended = leavesOthersAlone(this.system, state, unit, successors);
      if (ended === null) continue;
      // A scope that ends takes with it what it waits for: both are tried.
      const waits =
        ended.size === 0
          ? []
          : units.filter(
              (each) => each.kind === 'wait' && 'at' in unit && each.at === unit.at && ended.has(each.instance),
            );
      const all = [...successors, ...waits.flatMap((each) => this.firing.successors(state, each))];
      if (all.every(({ exact }) => exact)) return all;
      capped ??= all;
    }
    return capped === null ? null : this.withDrains(state, units, capped);
  }

  /** Known without trying: it would add to a flow that holds so many already. */
  private wouldBeCapped(state: ModelState, unit: Unit): boolean {
    if (unit.kind !== 'enter') return false;
    const live = state.instances[unit.at];
    const linked = live && this.system.participants[live.participant]?.linked;
    const waiting = live?.state.instances[unit.scope]?.waiting;
    const target = linked?.flows[unit.flows[0] ?? 0]?.target;
    return target?.outgoing.some(({ index }) => (waiting?.[index] ?? 0) >= this.system.most) === true;
  }

  /**
   * One more token where so many are that they are not counted. Going on with those as well keeps a way on which all are
   * counted; null where there are none such, and every order has to be tried.
   */
  private withDrains(
    state: ModelState,
    units: readonly Unit[],
    capped: readonly Successor[],
  ): readonly Successor[] | null {
    const drains = units.filter((unit) => {
      if (unit.kind !== 'enter') return false;
      const waiting = state.instances[unit.at]?.state.instances[unit.scope]?.waiting;
      return unit.flows.some((flow) => (waiting?.[flow] ?? 0) >= this.system.most);
    });
    const more = drains.map((unit) => ({ unit, successors: this.firing.successors(state, unit) }));
    const isBeside = more.every(({ unit, successors }) => canGoBeside(this.system, state, unit, successors));
    if (more.length === 0 || !isBeside) return null;
    return [...capped, ...more.flatMap(({ successors }) => successors)];
  }

  private edge({ state, step, participant, activated, exact }: Successor, parent: number): Edge {
    return { to: this.node(state, parent, step), step, participant, activated, exact };
  }

  private node(state: ModelState, parent: number, step: CounterexampleStep): number {
    const before = this.known.get(state.key);
    if (before !== undefined) return before;
    const index = this.nodes.length;
    this.known.set(state.key, index);
    this.nodes.push({ state, parent, step, edges: [], full: false, cut: false });
    this.open.push(index);
    return index;
  }
}

/** Nothing else can happen in its process instance. */
function isAlone(units: readonly Unit[], unit: Unit): boolean {
  return units.every((each) => each === unit || !('at' in each && 'at' in unit && each.at === unit.at));
}

/** How many instances of one element live at most. */
function mostAlike({ instances }: ModelState): number {
  let most = 0;
  for (const { state } of instances) {
    const counts = new Map<number, number>();
    for (const id in state.instances) {
      const element = state.instances[id]?.element ?? 0;
      const count = (counts.get(element) ?? 0) + 1;
      counts.set(element, count);
      if (count > most) most = count;
    }
  }
  return most;
}

const NOTHING: CounterexampleStep = { element: '', what: 'start', flows: [] };
