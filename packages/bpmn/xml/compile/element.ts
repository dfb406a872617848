import type { ElementBase, ExecutableElement } from '@krok/bpmn/executable';
import { definitionKinds, type Node } from '../diagram/diagram.ts';
import { bodyOf, childOf, flagOf, numberOf, textOf } from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import { isParallel, triggerOf } from './events.ts';
import { feelOf } from './expressions.ts';
import { jobOf, listenersOf, requiredJob } from './jobs.ts';
import { loopOf } from './loops.ts';
import { mappingsOf } from './mappings.ts';
import { subProcess } from './scopes.ts';
import { businessRuleTask, callActivity, receiveTask, scriptTask, userTask } from './tasks.ts';

/** One flow node as the engine runs it. */
export function elementOf(compilation: Compilation, node: Node): ExecutableElement {
  const base = baseOf(compilation, node);
  if (node.content) return subProcess(compilation, node, base, node.content);
  switch (node.type) {
    case 'startEvent':
      return {
        ...base,
        type: 'startEvent',
        trigger: triggerOf(compilation, node),
        interrupting: flagOf(node.element, 'isInterrupting'),
      };
    case 'endEvent':
    case 'intermediateThrowEvent':
      return { ...base, type: node.type, trigger: triggerOf(compilation, node), ...throwJob(compilation, node) };
    case 'intermediateCatchEvent':
      return { ...base, type: 'intermediateCatchEvent', trigger: triggerOf(compilation, node) };
    case 'boundaryEvent':
      return {
        ...base,
        type: 'boundaryEvent',
        trigger: triggerOf(compilation, node),
        attachedTo: node.attachedTo ? compilation.indexOf(node.attachedTo) : -1,
        interrupting: flagOf(node.element, 'cancelActivity'),
      };
    case 'serviceTask':
    case 'sendTask':
      return { ...base, type: node.type, job: requiredJob(compilation, node.element) };
    case 'scriptTask':
      return scriptTask(compilation, node, base);
    case 'businessRuleTask':
      return businessRuleTask(compilation, node, base);
    case 'userTask':
      return userTask(compilation, node, base);
    case 'receiveTask':
      return receiveTask(compilation, node, base);
    case 'task':
    case 'manualTask':
      return { ...base, type: node.type };
    case 'callActivity':
      return callActivity(compilation, node, base);
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
      return { ...base, type: node.type };
    case 'eventBasedGateway':
      return {
        ...base,
        type: 'eventBasedGateway',
        instantiate: flagOf(node.element, 'instantiate'),
        ...(isParallel(node) && { parallel: true as const }),
        targets: node.outgoing.flatMap((flow) => (flow.target ? [compilation.indexOf(flow.target)] : [])),
      };
    case 'complexGateway': {
      const activation = bodyOf(node.element, 'activationCondition');
      return {
        ...base,
        type: 'complexGateway',
        ...(activation !== undefined && {
          activationCondition: feelOf(compilation, activation, { element: node.id, path: 'activationCondition' }),
        }),
      };
    }
    default:
      compilation.report.error(
        'element-unknown',
        node.id,
        `Expected an element that a process can run but ${node.element.$type} is none`,
      );
      return { ...base, type: 'task' };
  }
}

/** A message that is thrown is a job for a worker that sends it; other throws are done by the engine. */
function throwJob(compilation: Compilation, node: Node) {
  const throwsMessage = definitionKinds(node).includes('message');
  const job = throwsMessage ? requiredJob(compilation, node.element) : jobOf(compilation, node.element);
  return job && { job };
}

function baseOf(compilation: Compilation, node: Node): ElementBase {
  const { element } = node;
  const name = textOf(element, 'name');
  const listeners = listenersOf(compilation, element);
  const loop = loopOf(compilation, node);
  const start = numberOf(element, 'startQuantity');
  const completion = numberOf(element, 'completionQuantity');
  const lanes = node.id === undefined ? undefined : compilation.lanes.get(node.id);
  const handler = handlerOf(compilation, node);
  const defaultFlow = defaultFlowOf(compilation, node);
  const indexes = (flows: Node['incoming']) =>
    flows.map((flow) => compilation.flowIndexOf(flow)).filter((index) => index >= 0);
  return {
    index: compilation.indexOf(node),
    id: node.id ?? '',
    scope: scopeIndex(compilation, node),
    incoming: indexes(node.incoming),
    outgoing: indexes(node.outgoing),
    ...(name !== undefined && name !== '' && { name }),
    ...(defaultFlow !== undefined && { defaultFlow }),
    ...mappingsOf(compilation, element),
    ...(node.boundaries.length > 0 && { boundaries: node.boundaries.map((boundary) => compilation.indexOf(boundary)) }),
    ...(loop && { loop }),
    ...(flagOf(element, 'isForCompensation') && { isForCompensation: true as const }),
    ...(handler !== undefined && { compensationHandler: handler }),
    ...(listeners && { executionListeners: listeners }),
    ...(start !== undefined && start !== 1 && { startQuantity: start }),
    ...(completion !== undefined && completion !== 1 && { completionQuantity: completion }),
    ...(lanes && { lanes }),
  };
}

function scopeIndex(compilation: Compilation, node: Node): number {
  return node.scope.owner ? compilation.indexOf(node.scope.owner) : 0;
}

function defaultFlowOf(compilation: Compilation, node: Node): number | undefined {
  const chosen = childOf(node.element, 'default');
  const flow = chosen && node.outgoing.find((candidate) => candidate.element === chosen);
  return flow && compilation.flowIndexOf(flow);
}

function handlerOf(compilation: Compilation, node: Node): number | undefined {
  for (const boundary of node.boundaries) {
    const handler = compilation.compensationHandlerOf(boundary);
    if (handler) return compilation.indexOf(handler);
  }
  return undefined;
}
