import type {
  ConditionFilter,
  EventTrigger,
  ExecutableElement,
  ExecutableProcess,
  Expression,
  ScopeContent,
} from '@krok/bpmn/executable';
import { type LinkedDecisions, linkDecisions } from '@krok/dmn/executable';
import { drawsRandomness } from '@krok/feel/executable';
import { type Arrival, type Behavior, uniform, type UniformBehavior } from './elements/behavior.ts';
import { loopBehaviors, registry } from './elements/registry.ts';
import { EngineBug } from './errors.ts';
import { LinkedExpression } from './linked-expression.ts';
import { Reachability } from './reachability.ts';

export interface LinkedFlow {
  readonly index: number;
  readonly id: string;
  readonly target: LinkedElement;
  readonly condition: Expression | null;
}

/** An element with its behaviour and its neighbours at hand. */
export interface LinkedElement {
  readonly index: number;
  readonly id: string;
  readonly definition: ExecutableElement;
  readonly behavior: UniformBehavior;
  /** Behaviour of the loop around the activity, where there is one. */
  readonly loop: UniformBehavior | null;
  readonly loops: boolean;
  readonly arrival: Arrival;
  readonly startQuantity: number;
  readonly completionQuantity: number;
  /** Its completion may leave something to compensate. */
  readonly compensable: boolean;
  readonly incoming: readonly number[];
  readonly outgoing: readonly LinkedFlow[];
  readonly defaultFlow: LinkedFlow | null;
  /** An activity of its scope, in the words of BPMN: it is performed, which events and gateways are not. */
  readonly performed: boolean;
  /** Leaving needs no expression. */
  readonly plainExit: boolean;
  /** No mapping, boundary or listener: most gateways and events. */
  readonly plain: boolean;
  readonly boundaries: readonly LinkedElement[];
  readonly content: ScopeContent | null;
  readonly eventSubProcesses: readonly LinkedElement[];
  /** Flow nodes that start with the scope where it has no start event: those without incoming flows. */
  readonly entries: readonly LinkedElement[];
}

/** The names of variables, and whether only their creation or only their update counts. */
export interface ConditionWatch {
  readonly names: readonly string[];
  readonly on: 'create' | 'update' | null;
}

/** An executable process ready to run. Never stored; cached by the SHA-256 of the executable. */
export interface Linked {
  readonly executable: ExecutableProcess;
  readonly elements: readonly LinkedElement[];
  readonly flows: readonly LinkedFlow[];
  readonly hasConditions: boolean;
  /** Some scope may hold tokens back. */
  readonly holdsBack: boolean;
  /** Some join waits until no other token can reach it. */
  readonly synchronizes: boolean;
  readonly reachability: Reachability;
  /** Some expression or decision may draw random values. */
  readonly draws: boolean;
  element(index: number): LinkedElement;
  expression(expression: Expression): LinkedExpression;
  /** What holds the decision of that id; null where the process was published without it. */
  decisions(decisionId: string): LinkedDecisions | null;
  /** Which changes of variables have a conditional event's condition evaluated. */
  conditionWatch(element: number, trigger: number | undefined): ConditionWatch;
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** Makes the executable ready to run. Pure, and a pure function of its bytes; costs O(elements + flows). */
export function link(executable: ExecutableProcess): Linked {
  const elements: Open<LinkedElement>[] = executable.elements.map(linkAlone);
  const at = (index: number): LinkedElement => {
    const element = elements[index];
    if (element === undefined) throw new EngineBug(`Expected an element with index ${index} but there is none`);
    return element;
  };
  const flows: LinkedFlow[] = executable.flows.map((flow) => ({
    index: flow.index,
    id: flow.id,
    target: at(flow.target),
    condition: flow.condition ?? null,
  }));
  const flowAt = (index: number): LinkedFlow => {
    const flow = flows[index];
    if (flow === undefined) throw new EngineBug(`Expected a flow with index ${index} but there is none`);
    return flow;
  };
  for (const element of elements) {
    const { definition } = element;
    element.outgoing = definition.outgoing.map(flowAt);
    element.defaultFlow = definition.defaultFlow === undefined ? null : flowAt(definition.defaultFlow);
    element.plainExit = element.defaultFlow === null && element.outgoing.every((flow) => flow.condition === null);
    element.boundaries = (definition.boundaries ?? []).map(at);
    element.eventSubProcesses = (element.content?.eventSubProcesses ?? []).map(at);
    element.entries = (element.content?.children ?? []).map(at).filter(startsAlone);
  }
  const expressions = new Map<Expression, LinkedExpression>();
  const expression = (source: Expression): LinkedExpression => {
    let linked = expressions.get(source);
    if (linked === undefined) {
      linked = new LinkedExpression(source);
      expressions.set(source, linked);
    }
    return linked;
  };
  return {
    executable,
    elements,
    flows,
    hasConditions: executable.elements.some((element) => conditionsOf(element).length > 0),
    holdsBack: elements.some(({ definition }) => 'sequential' in definition && definition.sequential),
    synchronizes: elements.some((element) => element.arrival === 'synchronized'),
    reachability: new Reachability(executable),
    draws: drawsRandomness(executable),
    element: at,
    expression,
    decisions: decisionsOf(executable),
    conditionWatch(element, trigger) {
      const conditions = conditionsOf(at(element).definition);
      const only = conditions.find((each) => each.index === (trigger ?? 0)) ?? conditions[0];
      if (only === undefined) return { names: [], on: null };
      return { names: only.filter?.names ?? expression(only.condition).reads, on: only.filter?.on ?? null };
    },
  };
}

function linkAlone(definition: ExecutableElement): Open<LinkedElement> {
  const behavior = uniform(registry[definition.type] as Behavior);
  const loop = definition.loop === undefined ? null : uniform(loopBehaviors[definition.loop.kind]);
  return {
    index: definition.index,
    id: definition.id,
    definition,
    behavior,
    loop,
    loops: loop !== null,
    arrival: behavior.arrival ?? 'each',
    startQuantity: definition.startQuantity ?? 1,
    completionQuantity: definition.completionQuantity ?? 1,
    compensable:
      definition.isForCompensation !== true &&
      (definition.compensationHandler !== undefined || 'children' in definition),
    incoming: definition.incoming,
    outgoing: [],
    defaultFlow: null,
    performed: isPerformed(definition),
    plainExit: true,
    plain:
      definition.inputs === undefined &&
      definition.outputs === undefined &&
      definition.executionListeners === undefined &&
      (definition.boundaries === undefined || definition.boundaries.length === 0),
    boundaries: [],
    content: 'children' in definition ? definition : null,
    eventSubProcesses: [],
    entries: [],
  };
}

/** What handles events and compensates is none of the activities that are selected. */
function isPerformed({ type, isForCompensation }: ExecutableElement): boolean {
  return type !== 'eventSubProcess' && isForCompensation !== true && !/(?:Event|Gateway)$/.test(type);
}

/** BPMN 2.0 §10.5.2: without a start event, all flow nodes without incoming flows start; those bound to another do not. */
function startsAlone(element: LinkedElement): boolean {
  const { definition } = element;
  if (definition.incoming.length > 0 || definition.isForCompensation === true) return false;
  if ('attachedTo' in definition || definition.type === 'eventSubProcess') return false;
  return !(
    'trigger' in definition &&
    definition.trigger.kind === 'link' &&
    definition.type === 'intermediateCatchEvent'
  );
}

interface IndexedCondition {
  readonly index: number;
  readonly condition: Expression;
  readonly filter: ConditionFilter | undefined;
}

function conditionsOf(element: ExecutableElement): readonly IndexedCondition[] {
  if (!('trigger' in element)) return [];
  const trigger: EventTrigger = element.trigger;
  const triggers = trigger.kind === 'multiple' || trigger.kind === 'parallelMultiple' ? trigger.triggers : [trigger];
  const conditions: IndexedCondition[] = [];
  for (const [index, each] of triggers.entries()) {
    if (each.kind === 'conditional') conditions.push({ index, condition: each.condition, filter: each.filter });
  }
  return conditions;
}

/** Linked when first asked for: most cases take other ways. */
function decisionsOf(executable: ExecutableProcess): Linked['decisions'] {
  const linked = new Map<string, LinkedDecisions>();
  return (decisionId) => {
    const known = linked.get(decisionId);
    if (known !== undefined) return known;
    const holder = executable.decisions?.find(({ elements }) =>
      elements.some(({ kind, id, model }) => kind !== 'input' && model === 0 && id === decisionId),
    );
    if (holder === undefined) return null;
    const ready = linkDecisions(holder);
    linked.set(decisionId, ready);
    return ready;
  };
}
