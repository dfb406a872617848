import type { ElementType, EventTrigger, ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import type { Report } from './finding.ts';

/** A part of BPMN that an engine may or may not run: an element, an event in a place, or a trait of an element. */
export type Feature =
  | `element:${ElementType}`
  | `${ExecutableEvent}:${EventTrigger['kind']}`
  | 'event-sub-process:non-interrupting'
  | 'boundary-event:non-interrupting'
  | 'multi-instance'
  | 'multi-instance-events'
  | 'standard-loop'
  | 'token-quantity'
  | 'compensation-handler'
  | 'conditional-flow'
  | 'execution-listener'
  | 'instantiating-receive-task'
  | 'instantiating-event-gateway'
  | 'complex-activation';

type ExecutableEvent = 'start' | 'event-sub-process-start' | 'end' | 'throw' | 'catch' | 'boundary';

/** Features to refuse, each with the reason that a finding gives. */
export type Unsupported = Readonly<Partial<Record<Feature, string>>>;

/** What the engine of this version does not run. Everything else that compiles runs. */
export const unsupported: Unsupported = {};

export function checkSupported(processes: readonly ExecutableProcess[], refused: Unsupported, report: Report): void {
  for (const process of processes) {
    for (const element of process.elements) {
      for (const feature of featuresOf(element, process)) {
        const reason = refused[feature];
        if (reason !== undefined)
          report.error('not-supported', element.id, `Expected what this engine runs but ${feature} is not: ${reason}`);
      }
    }
  }
}

/** Every feature that an element uses. */
export function featuresOf(element: ExecutableElement, process: ExecutableProcess): readonly Feature[] {
  const features: Feature[] = [`element:${element.type}`];
  if (element.loop?.kind === 'multiInstance') features.push('multi-instance');
  if (element.loop?.kind === 'multiInstance' && element.loop.events) features.push('multi-instance-events');
  if (element.loop?.kind === 'standardLoop') features.push('standard-loop');
  if (element.startQuantity !== undefined || element.completionQuantity !== undefined) features.push('token-quantity');
  if (element.compensationHandler !== undefined || element.isForCompensation) features.push('compensation-handler');
  if (element.executionListeners) features.push('execution-listener');
  if (!element.type.endsWith('Gateway') && element.outgoing.some((flow) => process.flows[flow]?.condition))
    features.push('conditional-flow');
  switch (element.type) {
    case 'startEvent': {
      const inner = process.elements[element.scope]?.type === 'eventSubProcess';
      features.push(`${inner ? 'event-sub-process-start' : 'start'}:${element.trigger.kind}`);
      if (inner && !element.interrupting) features.push('event-sub-process:non-interrupting');
      break;
    }
    case 'endEvent':
      features.push(`end:${element.trigger.kind}`);
      break;
    case 'intermediateThrowEvent':
      features.push(`throw:${element.trigger.kind}`);
      break;
    case 'intermediateCatchEvent':
      features.push(`catch:${element.trigger.kind}`);
      break;
    case 'boundaryEvent':
      features.push(`boundary:${element.trigger.kind}`);
      if (!element.interrupting) features.push('boundary-event:non-interrupting');
      break;
    case 'receiveTask':
      if (element.instantiate) features.push('instantiating-receive-task');
      break;
    case 'eventBasedGateway':
      if (element.instantiate) features.push('instantiating-event-gateway');
      break;
    case 'complexGateway':
      if (element.activationCondition) features.push('complex-activation');
      break;
    default:
      break;
  }
  return features;
}
