import { nextCron, parseCron } from '@krok/calendar';
import type {
  ElementType,
  EventTrigger,
  ExecutableElement,
  ExecutableProcess,
  Expression,
} from '@krok/bpmn/executable';

/** A part of BPMN that an engine may or may not run: an element, an event in a place, or a trait of an element. */
export type Feature =
  | `element:${ElementType}`
  | `${EventPlace}:${EventTrigger['kind']}`
  | 'event-sub-process:non-interrupting'
  | 'boundary-event:non-interrupting'
  | 'multi-instance'
  | 'multi-instance-events'
  | 'standard-loop'
  | 'token-quantity'
  | 'compensation-handler'
  | 'conditional-flow'
  | 'execution-listener'
  | 'task-listener'
  | 'condition-filter'
  | 'ad-hoc-output'
  | 'instantiating-receive-task'
  | 'instantiating-event-gateway'
  | 'complex-activation'
  | Trap;

export type EventPlace = 'start' | 'event-sub-process-start' | 'end' | 'throw' | 'catch' | 'boundary';

/** What a diagram can say and Camunda's modeler can draw, and what an engine is likely to pass over. */
type Trap =
  | 'timer-never-fires'
  | 'several-none-starts'
  | 'instantiation-inside'
  | 'process-compensation'
  | 'parallel-multiple-thrown'
  | 'throw-with-job'
  | 'complex-reset'
  | 'variable-path'
  | 'input-of-triggered-event'
  | 'start-listener-of-triggered-event'
  | 'output-of-event-gateway'
  | 'end-listener-of-event-gateway'
  | 'output-of-abrupt-end'
  | 'end-listener-of-abrupt-end';

/** Every feature that an element uses. */
export function featuresOf(element: ExecutableElement, process: ExecutableProcess): readonly Feature[] {
  const features: Feature[] = [`element:${element.type}`, ...traitsOf(element, process), ...trapsOf(element, process)];
  const place = placeOf(element, process);
  if (place !== undefined) {
    const [trigger, ...parts] = triggersOf(element);
    if (trigger) features.push(`${place}:${trigger.kind}`);
    for (const part of parts) features.push(`${place}:${part.kind}`);
  }
  return [...new Set(features)];
}

function traitsOf(element: ExecutableElement, process: ExecutableProcess): readonly Feature[] {
  const features: Feature[] = [];
  if (element.loop?.kind === 'multiInstance') features.push('multi-instance');
  if (element.loop?.kind === 'multiInstance' && element.loop.events) features.push('multi-instance-events');
  if (element.loop?.kind === 'standardLoop') features.push('standard-loop');
  if (element.startQuantity !== undefined || element.completionQuantity !== undefined) features.push('token-quantity');
  if (element.compensationHandler !== undefined || element.isForCompensation) features.push('compensation-handler');
  if (element.executionListeners) features.push('execution-listener');
  if (triggersOf(element).some((trigger) => trigger.kind === 'conditional' && trigger.filter))
    features.push('condition-filter');
  if (element.type === 'adHocSubProcess' && element.output) features.push('ad-hoc-output');
  if (element.type === 'userTask' && element.taskListeners) features.push('task-listener');
  if (!element.type.endsWith('Gateway') && element.outgoing.some((flow) => process.flows[flow]?.condition))
    features.push('conditional-flow');
  if (element.type === 'startEvent' && !element.interrupting && isInEventSubProcess(element, process))
    features.push('event-sub-process:non-interrupting');
  if (element.type === 'boundaryEvent' && !element.interrupting) features.push('boundary-event:non-interrupting');
  if (element.type === 'receiveTask' && element.instantiate) features.push('instantiating-receive-task');
  if (element.type === 'eventBasedGateway' && element.instantiate) features.push('instantiating-event-gateway');
  if (element.type === 'complexGateway' && element.activationCondition) features.push('complex-activation');
  return features;
}

function trapsOf(element: ExecutableElement, process: ExecutableProcess): readonly Trap[] {
  const traps: Trap[] = [];
  const triggers = triggersOf(element);
  const timers = triggers.flatMap((trigger) => (trigger.kind === 'timer' ? [trigger.timer] : []));
  for (const { kind, value } of timers) {
    if (value.kind !== 'static' || kind !== 'cycle') continue;
    const cron = parseCron(value.text);
    if (cron !== null) {
      if (nextCron(cron, 0, 'UTC') === null) traps.push('timer-never-fires');
    } else if (/^R0*\//.test(value.text.trim()) && !value.text.trim().startsWith('R/')) traps.push('timer-never-fires');
    else if (!/[1-9]/.test(value.text.split('/').at(-1) ?? '')) traps.push('timer-never-fires');
  }
  if ('startEvents' in element && noneStarts(element.startEvents, process) > 1) traps.push('several-none-starts');
  if ('instantiate' in element && element.instantiate && (element.scope !== 0 || element.incoming.length > 0))
    traps.push('instantiation-inside');
  const isProcessHandler = process.elements[process.elements[element.scope]?.scope ?? -1]?.type === 'process';
  if (isInEventSubProcess(element, process) && isProcessHandler && has(triggers, 'compensation'))
    traps.push('process-compensation');
  if (has(triggers, 'parallelMultiple') && (has(triggers, 'error') || has(triggers, 'escalation')))
    traps.push('parallel-multiple-thrown');
  const isThrow = element.type === 'endEvent' || element.type === 'intermediateThrowEvent';
  if (isThrow && element.job && triggers.some(({ kind }) => kind !== 'none' && kind !== 'message'))
    traps.push('throw-with-job');
  if (element.type === 'complexGateway' && element.outgoing.some((flow) => readsPhase(process.flows[flow]?.condition)))
    traps.push('complex-reset');
  if (namesOf(element).some((name) => name.includes('.'))) traps.push('variable-path');
  return [...traps, ...passedOver(element, process)];
}

/** Mappings and listeners of an element that begins or ends without the moment that they are for. */
function passedOver(element: ExecutableElement, process: ExecutableProcess): readonly Trap[] {
  const traps: Trap[] = [];
  const listens = (on: 'start' | 'end') => element.executionListeners?.some((listener) => listener.on === on) === true;
  if (beginsTriggered(element, process)) {
    if (element.inputs) traps.push('input-of-triggered-event');
    if (listens('start')) traps.push('start-listener-of-triggered-event');
  }
  if (element.type === 'eventBasedGateway') {
    if (element.outputs) traps.push('output-of-event-gateway');
    if (listens('end')) traps.push('end-listener-of-event-gateway');
  }
  if (element.type === 'endEvent' && (has(triggersOf(element), 'error') || has(triggersOf(element), 'cancel'))) {
    if (element.outputs) traps.push('output-of-abrupt-end');
    if (listens('end')) traps.push('end-listener-of-abrupt-end');
  }
  return traps;
}

/** It is entered when its event has come, not before. */
function beginsTriggered(element: ExecutableElement, process: ExecutableProcess): boolean {
  if (element.type === 'boundaryEvent') return true;
  if (element.type === 'startEvent') return element.trigger.kind !== 'none';
  if (element.type === 'receiveTask' && element.instantiate) return true;
  return element.incoming.some((flow) => {
    const source = process.flows[flow]?.source;
    return source !== undefined && process.elements[source]?.type === 'eventBasedGateway';
  });
}

/** The trigger of an event, and the parts of a multiple one. */
function triggersOf(element: ExecutableElement): readonly EventTrigger[] {
  if (!('trigger' in element)) return [];
  return 'triggers' in element.trigger ? [element.trigger, ...element.trigger.triggers] : [element.trigger];
}

function has(triggers: readonly EventTrigger[], kind: EventTrigger['kind']): boolean {
  return triggers.some((trigger) => trigger.kind === kind);
}

function placeOf(element: ExecutableElement, process: ExecutableProcess): EventPlace | undefined {
  if (element.type === 'startEvent') return isInEventSubProcess(element, process) ? 'event-sub-process-start' : 'start';
  if (element.type === 'endEvent') return 'end';
  if (element.type === 'intermediateThrowEvent') return 'throw';
  if (element.type === 'intermediateCatchEvent') return 'catch';
  return element.type === 'boundaryEvent' ? 'boundary' : undefined;
}

function isInEventSubProcess(element: ExecutableElement, process: ExecutableProcess): boolean {
  return process.elements[element.scope]?.type === 'eventSubProcess';
}

function noneStarts(starts: readonly number[], process: ExecutableProcess): number {
  return starts.filter((index) => {
    const start = process.elements[index];
    return start?.type === 'startEvent' && start.trigger.kind === 'none';
  }).length;
}

function readsPhase(condition: Expression | undefined): boolean {
  return condition?.kind === 'feel' && condition.tree.reads.includes('waitingForStart');
}

/** Names under which an element keeps a result or an item. */
function namesOf(element: ExecutableElement): readonly string[] {
  const names: (string | undefined)[] = [];
  if ('resultVariable' in element) names.push(element.resultVariable);
  if (element.loop?.kind === 'multiInstance') names.push(element.loop.inputElement, element.loop.outputCollection);
  return names.filter((name) => name !== undefined);
}
