import type { ExecutableElement, ExecutableProcess, Expression } from '@krok/bpmn/executable';
import {
  byId,
  type EngineEvent,
  fire,
  initialState,
  type InstanceState,
  type Linked,
  link,
  moves,
  type Question,
  startTriggers,
  step,
  type Step,
  type StepEnv,
} from '@krok/engine';
import type { FeelValue } from '@krok/feel/executable';
import { answersOf, type Ask } from './open-answers.ts';
import { type Deed, deedsOf } from './every-deed.ts';

/** All that a process can live through, tried out on the engine as it stands: no abstraction, and no order left out. */
export interface EveryRun {
  /** Ids of the elements that some run reaches. */
  readonly reached: ReadonlySet<string>;
  /** The way to a state in which nothing can happen any more though it has not ended. */
  readonly stuck: readonly string[] | null;
  /** From every state the end can be reached; what is not known where `whole` is false. */
  readonly canEnd: boolean;
  /** Some run that ended has reached an end event twice in one scope instance. */
  readonly endsTwice: boolean;
  /** Everything was tried. */
  readonly whole: boolean;
  readonly states: number;
}

interface Lived {
  readonly state: InstanceState;
  readonly ends: Readonly<Record<string, readonly number[]>>;
  readonly twice: boolean;
  /** How often something came that can come again, by what waits for it. */
  readonly came: Readonly<Record<string, number>>;
  readonly parent: number;
  readonly what: string;
  readonly next: number[];
}

/** `everyOrder`: tokens go on one at a time, in every order; else as a driver runs it, each command to its rest. */
export function everyRun(
  executable: ExecutableProcess,
  { everyOrder, states }: { readonly everyOrder: boolean; readonly states: number },
): EveryRun {
  return new Life(executable, everyOrder, states).run();
}

class Life {
  private readonly linked: Linked;
  private readonly nodes: Lived[] = [];
  private readonly known = new Map<string, number>();
  private readonly reached = new Set<string>();
  private readonly asks: ReadonlyMap<Expression, Ask>;
  private readonly everyOrder: boolean;
  private readonly most: number;
  private stuck: number | null = null;
  private whole = true;
  private taken: number[] = [];
  private options: number[] = [];
  private at = 0;

  constructor(executable: ExecutableProcess, everyOrder: boolean, most: number) {
    this.linked = link(executable);
    this.asks = answersOf(executable);
    this.everyOrder = everyOrder;
    this.most = most;
  }

  run(): EveryRun {
    const empty: Lived = { state: initialState(), ends: {}, twice: false, came: {}, parent: -1, what: '', next: [] };
    for (const startEvent of this.starts()) {
      const command = { kind: 'start', variables: {}, ...(startEvent !== null && { startEvent }) } as const;
      const gateway = this.gatewayBefore(startEvent);
      if (gateway !== undefined) this.reached.add(gateway);
      this.each(empty, -1, {
        what: `start ${startEvent ?? ''}`,
        came: null,
        run: (env) => step(this.linked, initialState(), command, env),
      });
    }
    for (let index = 0; index < this.nodes.length; index++) this.follow(index);
    const ending = this.ending();
    return {
      reached: this.reached,
      stuck: this.stuck === null ? null : this.wayTo(this.stuck),
      canEnd: ending.every(Boolean),
      endsTwice: this.nodes.some(({ state, twice }) => state.status !== 'active' && twice),
      whole: this.whole,
      states: this.nodes.length,
    };
  }

  private starts(): readonly (number | null)[] {
    const process = this.linked.element(0);
    const events = (process.content?.startEvents ?? []).map((each) => this.linked.element(each).definition);
    const byHand = events.some((each) => 'trigger' in each && each.trigger.kind === 'none') || events.length === 0;
    const env: StepEnv = { now: 0, zone: 'UTC', calendar: CALENDAR };
    const others = [...new Set(startTriggers(this.linked, env).map(({ startEvent }) => startEvent))];
    const none = byHand && !(events.length === 0 && others.length > 0) ? [null] : [];
    return [
      ...none,
      ...others.filter(
        (each) =>
          !events.some(({ index, ...event }) => index === each && 'trigger' in event && event.trigger.kind === 'none'),
      ),
    ];
  }

  private gatewayBefore(startEvent: number | null): string | undefined {
    return this.linked.elements.find(
      ({ definition }) => 'targets' in definition && definition.targets.includes(startEvent ?? -1),
    )?.id;
  }

  private follow(index: number): void {
    const node = this.nodes[index] as Lived;
    const { state } = node;
    if (state.status !== 'active') return;
    if (this.nodes.length > this.most || Object.keys(state.instances).length > 25) {
      this.whole = false;
      node.next.push(-1);
      return;
    }
    const { deeds, more } = deedsOf(this.linked, state, node.came);
    let happened = more;
    for (const deed of [...this.movesOf(state), ...deeds]) happened = this.each(node, index, deed) || happened;
    if (!happened) this.stuck ??= index;
    if (more && node.next.length === 0) node.next.push(-1);
  }

  private movesOf(state: InstanceState): readonly Deed[] {
    if (!this.everyOrder) return [];
    const entering = moves(this.linked, state).filter(({ kind }) => kind === 'enter');
    const joins = Object.keys(state.instances).flatMap((scope) =>
      this.linked.elements
        .filter(
          ({ arrival, incoming }) =>
            arrival === 'synchronized' && incoming.some((flow) => (state.instances[scope]?.waiting?.[flow] ?? 0) > 0),
        )
        .map(({ index }) => ({ kind: 'join', scope, element: index }) as const),
    );
    return [...entering, ...joins].map((move) => ({
      what: `${move.kind} ${'flow' in move ? (this.linked.flows[move.flow]?.id ?? '') : 'element' in move ? this.linked.element(move.element).id : ''}`,
      came: null,
      run: (env) => fire(this.linked, state, move, env),
    }));
  }

  /** Follows the deed with every combination of answers; whether something came of it. */
  private each(from: Lived, parent: number, { what, came, run }: Deed): boolean {
    let happened = false;
    this.taken = [];
    this.options = [];
    let tried = 0;
    do {
      if (++tried > MOST_ANSWERS) {
        this.whole = false;
        break;
      }
      this.at = 0;
      const outcome = run(this.env());
      if (outcome.kind !== 'stepped' || outcome.events.length === 0) continue;
      if (this.isBesideBehaviour(from.state, outcome.state)) continue;
      happened = true;
      const said = this.taken.length === 0 ? what : `${what} (${this.taken.slice(0, this.at).join()})`;
      const to = this.node(from, parent, outcome, said, came);
      if (parent >= 0) from.next.push(to);
    } while (this.advance());
    return happened;
  }

  /** An incident that data or a performer brought about: only an error that a drawn event throws is of the drawing. */
  private isBesideBehaviour(before: InstanceState, after: InstanceState): boolean {
    return Object.entries(after.incidents).some(
      ([id, { cause, job }]) =>
        before.incidents[id] === undefined &&
        (cause !== 'uncaughtError' || job !== undefined || !this.isThrown(after, id)),
    );
  }

  private isThrown(state: InstanceState, incident: string): boolean {
    const element = this.linked.element(state.incidents[incident]?.element ?? 0);
    return element.definition.type === 'endEvent';
  }

  private node(
    from: Lived,
    parent: number,
    outcome: Extract<Step, { kind: 'stepped' }>,
    what: string,
    came: string | readonly string[] | null,
  ): number {
    const { state } = outcome;
    const { ends, twice } = this.countEnds(from, outcome.events, state);
    const often = { ...from.came };
    for (const each of came === null ? [] : [came].flat()) often[each] = (often[each] ?? 0) + 1;
    const key = `${keyOf(state, ends, often)}${twice ? '!' : ''}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const index = this.nodes.length;
    this.known.set(key, index);
    this.nodes.push({ state, ends, twice, came: often, parent, what, next: [] });
    return index;
  }

  private countEnds(from: Lived, events: readonly EngineEvent[], state: InstanceState) {
    let { ends, twice } = from;
    for (const event of events) {
      if (event.kind !== 'elementActivated') continue;
      const element = this.linked.element(event.element);
      this.reached.add(element.id);
      if (element.definition.type !== 'endEvent') continue;
      const seen = ends[event.scope] ?? [];
      if (seen.includes(event.element)) twice = true;
      else ends = { ...ends, [event.scope]: [...seen, event.element].sort((a, b) => a - b) };
    }
    return {
      ends: Object.fromEntries(Object.entries(ends).filter(([id]) => state.instances[id] !== undefined)),
      twice,
    };
  }

  private env(): StepEnv {
    return {
      now: 0,
      zone: 'UTC',
      calendar: CALENDAR,
      fuel: 2000,
      evaluate: (question) => this.answer(question),
      ...(this.everyOrder && { holdTokens: true }),
    };
  }

  private answer(question: Question): FeelValue {
    const answers = this.asks.get(question.expression)?.(question, this.linked) ?? [1];
    if (answers.length === 1) return answers[0] ?? null;
    if (this.at === this.taken.length) {
      this.taken.push(0);
      this.options.push(answers.length);
    }
    return answers[this.taken[this.at++] as number] ?? null;
  }

  private advance(): boolean {
    this.taken.length = this.at;
    this.options.length = this.at;
    for (let last = this.taken.length - 1; last >= 0; last--) {
      const next = (this.taken[last] as number) + 1;
      if (next < (this.options[last] as number)) {
        this.taken[last] = next;
        this.taken.length = last + 1;
        this.options.length = last + 1;
        return true;
      }
    }
    return false;
  }

  private ending(): readonly boolean[] {
    const before: number[][] = this.nodes.map(() => []);
    const open: number[] = [];
    for (const [index, { state, next }] of this.nodes.entries()) {
      if (state.status !== 'active' || next.includes(-1)) open.push(index);
      for (const to of next) before[to]?.push(index);
    }
    const ending = this.nodes.map(() => false);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (ending[at] === true) continue;
      ending[at] = true;
      open.push(...(before[at] ?? []));
    }
    return ending;
  }

  private wayTo(index: number): readonly string[] {
    const way: string[] = [];
    for (let at = index; at >= 0; at = this.nodes[at]?.parent ?? -1) way.unshift(this.nodes[at]?.what ?? '');
    return way;
  }
}

/** Equal for states that can do the same: without ids, data and times, siblings in any order. */
function keyOf(state: InstanceState, ends: Lived['ends'], came: Lived['came']): string {
  const inside = new Map<string, string[]>();
  const ids = Object.keys(state.instances).sort((a, b) => Number(b) - Number(a));
  let text = '';
  for (const id of ids) {
    const each = state.instances[id];
    if (each === undefined) continue;
    const { scope, variables: _, results: __, owned = [], incident, listenerJob, compensable = [], ...rest } = each;
    const holds = owned.map((own) => ownedText(state, own, came)).sort();
    const undo = JSON.stringify(compensable, (key, value: unknown) =>
      key === 'instance' || key === 'variables' ? undefined : value,
    );
    const more = [incident !== undefined, listenerJob !== undefined, came[id] ?? 0];
    text = `${JSON.stringify(rest)}${JSON.stringify([more, ends[id] ?? [], holds])}${undo}(${(inside.get(id) ?? []).sort().join()})`;
    inside.set(scope, [...(inside.get(scope) ?? []), text]);
  }
  return `${state.status}${text}`;
}

function ownedText(state: InstanceState, id: string, came: Lived['came']): string {
  const timer = state.timers[id];
  if (timer !== undefined) return `t${timer.element} ${timer.trigger ?? ''} ${timer.repeat}`;
  const waits = state.subscriptions[id];
  const often = came[id] ?? 0;
  if (waits !== undefined)
    return `s${waits.element} ${waits.kind} ${waits.name} ${waits.trigger ?? ''} ${waits.met} ${often}`;
  const job = byId(state.jobs)[id];
  if (job !== undefined) return `j${job.listener ?? ''} ${job.taskListener ?? ''} ${job.retries} ${often}`;
  return state.calls[id] === undefined ? 'u' : `c${often}`;
}

export function isOnRequest(elements: readonly ExecutableElement[], index: number): boolean {
  for (let at = index; at > 0; at = elements[at]?.scope ?? 0) {
    const element = elements[at];
    if (element === undefined) return false;
    if (element.isForCompensation === true) return true;
    const start = element.type === 'eventSubProcess' ? elements[element.start] : element;
    if (
      start !== undefined &&
      'trigger' in start &&
      start.trigger.kind === 'compensation' &&
      element.type !== 'endEvent' &&
      element.type !== 'intermediateThrowEvent'
    )
      return true;
  }
  return false;
}

/** Of one command; more would take for ever. */
const MOST_ANSWERS = 300;
const CALENDAR = { version: '', zone: 'UTC', holidays: [], weekend: [] };
