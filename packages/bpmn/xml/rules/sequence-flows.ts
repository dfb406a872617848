import { isCompensationBoundary } from '../compile/compensation.ts';
import { isEventSubProcess } from '../compile/scopes.ts';
import type { Flow, Node, Scope } from '../diagram/diagram.ts';
import { bodyOf, childOf, flagOf, idOf } from '../moddle/moddle-element.ts';
import { flowAdvice, flowRule, nodeAdvice, nodeRule, type Rule } from './rule.ts';

/** Which nodes a sequence flow may join, and where conditions may stand. */
export const sequenceFlowRules: readonly Rule[] = [
  flowRule('flow-end-missing', 'BPMN 2.0 §8.4.13', ({ source, target }) =>
    source && target
      ? undefined
      : `Expected source and target to be activities, gateways or events but the ${source ? 'target' : 'source'} is none`,
  ),
  flowRule('flow-crosses-pool', 'BPMN 2.0 §9.2', ({ source, target }) =>
    source && target && processOf(source.scope) !== processOf(target.scope)
      ? 'Expected both ends in one process but the flow leads into another pool'
      : undefined,
  ),
  flowRule('flow-crosses-scope', 'BPMN 2.0 §10.3.5', ({ source, target }) =>
    source && target && source.scope !== target.scope && processOf(source.scope) === processOf(target.scope)
      ? 'Expected both ends on one level but the flow crosses the border of a sub-process'
      : undefined,
  ),
  flowRule('flow-into-start-event', 'BPMN 2.0 §10.5.2', ({ target }) =>
    target?.type === 'startEvent' ? 'Expected no flow into a start event but this one leads there' : undefined,
  ),
  flowRule('flow-from-end-event', 'BPMN 2.0 §10.5.3', ({ source }) =>
    source?.type === 'endEvent' ? 'Expected no flow out of an end event but this one starts there' : undefined,
  ),
  flowRule('flow-into-boundary-event', 'BPMN 2.0 §10.5.4', ({ target }) =>
    target?.type === 'boundaryEvent' ? 'Expected no flow into a boundary event but this one leads there' : undefined,
  ),
  flowRule('flow-from-compensation-event', 'BPMN 2.0 §10.7', ({ source }) =>
    source && isCompensationBoundary(source)
      ? 'Expected an association from a compensation boundary event but there is a sequence flow'
      : undefined,
  ),
  flowRule('flow-of-event-sub-process', 'BPMN 2.0 §10.3.5', (flow) =>
    ends(flow).some(isEventSubProcess)
      ? 'Expected no flow into or out of an event sub-process but this one is'
      : undefined,
  ),
  flowRule('flow-of-compensation-handler', 'BPMN 2.0 §10.7', (flow) =>
    ends(flow).some((node) => flagOf(node.element, 'isForCompensation'))
      ? 'Expected no flow into or out of a compensation activity but this one is'
      : undefined,
  ),
  flowRule('condition-place', 'BPMN 2.0 §8.4.13', ({ element, source }) =>
    source && bodyOf(element, 'conditionExpression') !== undefined && !mayHaveConditions(source)
      ? `Expected no condition on a flow out of ${source.type} but there is one`
      : undefined,
  ),
  nodeRule('default-flow-foreign', 'BPMN 2.0 §10.6.1', (node) => {
    const flow = childOf(node.element, 'default');
    return flow && !node.outgoing.some((outgoing) => outgoing.element === flow)
      ? `Expected the default flow to leave this element but "${idOf(flow) ?? ''}" does not`
      : undefined;
  }),
  nodeAdvice('default-flow-condition', 'BPMN 2.0 §10.6.1', (node) => {
    const flow = childOf(node.element, 'default');
    return flow && bodyOf(flow, 'conditionExpression') !== undefined
      ? 'Expected no condition on a default flow but there is one; it is not evaluated'
      : undefined;
  }),
  flowAdvice('condition-missing', 'BPMN 2.0 §10.6.2', ({ source, element }) =>
    (source?.type === 'exclusiveGateway' || source?.type === 'inclusiveGateway') &&
    source.outgoing.length > 1 &&
    childOf(source.element, 'default') !== element &&
    bodyOf(element, 'conditionExpression') === undefined
      ? 'Expected a condition, as on every flow but the default one, but there is none; it counts as true'
      : undefined,
  ),
  nodeRule('condition-alone', 'BPMN 2.0 §8.4.13', (node) => {
    const [only, ...others] = node.outgoing;
    return only && others.length === 0 && isActivity(node) && bodyOf(only.element, 'conditionExpression') !== undefined
      ? 'Expected a second way out beside a conditional flow but it is the only one'
      : undefined;
  }),
];

function ends({ source, target }: Flow): readonly Node[] {
  return [source, target].filter((node) => node !== undefined);
}

export function isActivity(node: Node): boolean {
  return node.type.endsWith('ask') || node.content !== undefined || node.type === 'callActivity';
}

function mayHaveConditions(node: Node): boolean {
  return (
    isActivity(node) ||
    node.type === 'exclusiveGateway' ||
    node.type === 'inclusiveGateway' ||
    node.type === 'complexGateway'
  );
}

export function processOf(scope: Scope): Scope {
  let current = scope;
  while (current.owner) current = current.owner.scope;
  return current;
}
