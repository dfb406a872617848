import type { EventTrigger, ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import { cyclesOf } from './cycles.ts';
import type { Rule } from './rule.ts';
import { literalOf, secondsOf, triggersOf } from './timers.ts';

/**
 * Cycles that events close without a wait: a condition that still holds, a timer of no length, an error that is thrown again,
 * a signal that its own catcher throws. Once round they go round for ever: 10,000 moves in one step are an incident.
 */
export const eventLoops: Rule = (process, add, { now }) => {
  const graph = new AtOnce(process, now);
  for (;;) {
    const cycles = cyclesOf(process.elements.length, (index) => graph.next(index)).filter(
      (cycle) => graph.eventsOf(cycle).length > 0,
    );
    // A condition that something on the way round may make false ends its loop.
    const ending = cycles.flatMap((cycle) => graph.conditionsChangedOn(cycle));
    for (const event of ending) graph.heeded.add(event);
    if (ending.length > 0) continue;
    for (const cycle of cycles) {
      const idsOf = (indexes: readonly number[]) =>
        indexes.map((index) => process.elements[index]?.id ?? '').join(', ');
      const [first = -1] = graph.eventsOf(cycle);
      add('event-loop-without-wait', 'warning', idsOf([first]), { elements: idsOf(cycle) });
    }
    return;
  }
};

/** Where a token, or what it sets going, can be next within one step. */
class AtOnce {
  readonly #process: ExecutableProcess;
  readonly #now: number | undefined;
  /** Conditional events whose loops end. */
  readonly heeded = new Set<number>();

  constructor(process: ExecutableProcess, now: number | undefined) {
    this.#process = process;
    this.#now = now;
  }

  next(index: number): readonly number[] {
    const element = this.#process.elements[index];
    if (element === undefined || element.executionListeners !== undefined) return [];
    const next = (element.boundaries ?? []).filter((boundary) => this.#firesAtOnce(boundary));
    if ('children' in element) {
      const held = element.eventSubProcesses.filter((each) => this.#interruptsAtOnce(each));
      return [...next, ...held, ...this.#startsOf(element.children)];
    }
    if (element.type === 'eventBasedGateway') return element.targets.filter((target) => this.#firesAtOnce(target));
    if (!this.#passes(element)) return next;
    next.push(...element.outgoing.flatMap((flow) => this.#process.flows[flow]?.target ?? []));
    for (const trigger of 'trigger' in element ? triggersOf(element) : [])
      next.push(...this.#setsGoing(element, trigger));
    if (element.outgoing.length === 0) next.push(...this.#leaves(element));
    return next;
  }

  /** What closes the cycle: the events that need not be waited for. Without any it may end by a gateway: another rule's. */
  eventsOf(cycle: readonly number[]): readonly number[] {
    return cycle.filter((index) => {
      const type = this.#process.elements[index]?.type;
      return type === 'boundaryEvent' || this.#firesAtOnce(index) || this.#isHandlerStart(index);
    });
  }

  conditionsChangedOn(cycle: readonly number[]): readonly number[] {
    const set = new Set(cycle.flatMap((index) => variablesSetBy(this.#process.elements[index])));
    return cycle.filter((index) =>
      this.#triggersOf(index).some(
        (trigger) =>
          trigger.kind === 'conditional' &&
          trigger.condition.kind === 'feel' &&
          !this.heeded.has(index) &&
          trigger.condition.tree.reads.some((name) => set.has(name)),
      ),
    );
  }

  #triggersOf(index: number): readonly EventTrigger[] {
    const element = this.#process.elements[index];
    return element === undefined || !('trigger' in element) || element.trigger.kind === 'parallelMultiple'
      ? []
      : triggersOf(element);
  }

  #isHandlerStart(index: number): boolean {
    const element = this.#process.elements[index];
    return element?.type === 'startEvent' && this.#process.elements[element.scope]?.type === 'eventSubProcess';
  }

  #firesAtOnce(index: number): boolean {
    return this.#triggersOf(index).some((trigger) => {
      if (trigger.kind === 'conditional') return !this.heeded.has(index);
      if (trigger.kind !== 'timer' || trigger.timer.kind === 'cycle') return false;
      const text = literalOf(trigger.timer.value);
      if (text === null) return false;
      if (trigger.timer.kind === 'duration') return secondsOf(text) === 0;
      return this.#now !== undefined && Date.parse(text) < this.#now;
    });
  }

  #interruptsAtOnce(eventSubProcess: number): boolean {
    const element = this.#process.elements[eventSubProcess];
    return element?.type === 'eventSubProcess' && element.interrupting && this.#firesAtOnce(element.start);
  }

  #startsOf(children: readonly number[]): readonly number[] {
    const inside = children.flatMap((child) => this.#process.elements[child] ?? []);
    const starts = inside.filter(({ type }) => type === 'startEvent');
    if (starts.length > 0) return starts.map(({ index }) => index);
    return inside
      .filter(
        ({ type, incoming, isForCompensation }) =>
          incoming.length === 0 && isForCompensation !== true && !/^event|^boundary/.test(type),
      )
      .map(({ index }) => index);
  }

  #passes(element: ExecutableElement): boolean {
    if ('job' in element && element.job !== undefined) return false;
    switch (element.type) {
      case 'userTask':
      case 'receiveTask':
      case 'callActivity':
        return false;
      case 'intermediateCatchEvent':
        return element.trigger.kind === 'link' || this.#firesAtOnce(element.index);
      default:
        return true;
    }
  }

  /** What an event throws: caught outside by a boundary, or by what goes on listening. */
  #setsGoing(element: ExecutableElement, trigger: EventTrigger): readonly number[] {
    if (element.type !== 'endEvent' && element.type !== 'intermediateThrowEvent') return [];
    switch (trigger.kind) {
      case 'link':
        return trigger.target === undefined ? [] : [trigger.target];
      case 'error':
      case 'cancel':
        return this.#catcherOf(element, trigger);
      case 'signal':
        return this.#process.elements.flatMap((each) =>
          this.#listensOn(each) &&
          this.#triggersOf(each.index).some((caught) => caught.kind === 'signal' && isSame(caught.name, trigger.name))
            ? [each.index]
            : [],
        );
      default:
        return [];
    }
  }

  /** A boundary event or event sub-process that does not interrupt hears the next signal too. */
  #listensOn(element: ExecutableElement): boolean {
    return (
      (element.type === 'boundaryEvent' || this.#isHandlerStart(element.index)) &&
      'interrupting' in element &&
      !element.interrupting
    );
  }

  #catcherOf(element: ExecutableElement, thrown: EventTrigger): readonly number[] {
    for (let at = this.#process.elements[element.scope]; at !== undefined; at = this.#process.elements[at.scope]) {
      if ('eventSubProcesses' in at && at.eventSubProcesses.length > 0) return [];
      const found = (at.boundaries ?? []).find((boundary) =>
        this.#triggersOf(boundary).some((caught) => {
          if (caught.kind !== thrown.kind) return false;
          if (caught.kind !== 'error' || thrown.kind !== 'error') return true;
          return caught.code === undefined || isSame(caught.code, thrown.code);
        }),
      );
      if (found !== undefined) return [found];
    }
    return [];
  }

  /** The flows out of a scope whose last token ends here, if it has but one at a time. */
  #leaves(element: ExecutableElement): readonly number[] {
    const triggers = triggersOf(element);
    if (triggers.some(({ kind }) => kind === 'error' || kind === 'cancel' || kind === 'link')) return [];
    const scope = this.#process.elements[element.scope];
    if (scope === undefined || !('children' in scope) || scope.scope < 0 || scope.executionListeners !== undefined)
      return [];
    const inside = scope.children.flatMap((child) => this.#process.elements[child] ?? []);
    const forks = inside.some(({ type, outgoing }) => !/^exclusive|^event/.test(type) && outgoing.length > 1);
    if (forks || scope.type === 'adHocSubProcess') return [];
    // What an interrupting event sub-process ends is the scope around it.
    if (scope.type === 'eventSubProcess') return scope.interrupting ? this.#leaves(scope) : [];
    return scope.outgoing.flatMap((flow) => this.#process.flows[flow]?.target ?? []);
  }
}

function isSame(a: Extract<EventTrigger, { kind: 'signal' }>['name'], b: typeof a | undefined): boolean {
  return a.kind === 'static' && b?.kind === 'static' && a.text === b.text;
}

function variablesSetBy(element: ExecutableElement | undefined): readonly string[] {
  if (element === undefined) return [];
  const own = 'resultVariable' in element ? [element.resultVariable] : [];
  return [...own, ...(element.outputs ?? []).flatMap(({ target }) => target[0] ?? [])];
}
