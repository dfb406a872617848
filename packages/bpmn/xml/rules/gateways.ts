import { definitionKinds, type Node } from '../diagram/diagram.ts';
import { flagOf, textOf } from '../moddle/moddle-element.ts';
import { foreignKind, nodeRule, type Rule } from './rule.ts';

const afterEventGateway = ['message', 'signal', 'timer', 'conditional'];

/** Directions of gateways, and what may follow an event-based one. */
export const gatewayRules: readonly Rule[] = [
  nodeRule('gateway-converging', 'BPMN 2.0 §8.4.9', (node) =>
    direction(node) === 'Converging' && node.outgoing.length > 1
      ? `Expected a converging gateway to have one flow out but there are ${node.outgoing.length}`
      : undefined,
  ),
  nodeRule('gateway-diverging', 'BPMN 2.0 §8.4.9', (node) =>
    direction(node) === 'Diverging' && node.incoming.length > 1
      ? `Expected a diverging gateway to have one flow in but there are ${node.incoming.length}`
      : undefined,
  ),
  nodeRule('gateway-mixed', 'BPMN 2.0 §8.4.9', (node) =>
    direction(node) === 'Mixed' && (node.incoming.length < 2 || node.outgoing.length < 2)
      ? `Expected a mixed gateway to have several flows in and out but there are ${node.incoming.length} and ${node.outgoing.length}`
      : undefined,
  ),
  nodeRule('event-gateway-flows', 'BPMN 2.0 §10.6.6', (node) =>
    node.type === 'eventBasedGateway' && node.outgoing.length < 2
      ? `Expected an event-based gateway to have two or more flows out but there ${node.outgoing.length === 1 ? 'is one' : 'is none'}`
      : undefined,
  ),
  nodeRule('event-gateway-target', 'BPMN 2.0 §10.6.6', (node) => {
    const wrong = targets(node).find((target) => !mayFollow(target));
    return (
      wrong &&
      `Expected receive tasks and message, signal, timer or conditional catch events behind an event-based gateway but "${wrong.id ?? ''}" is ${wrong.type}`
    );
  }),
  nodeRule('event-gateway-target-flows', 'BPMN 2.0 §10.6.6', (node) => {
    const wrong = targets(node).find((target) => target.incoming.length > 1);
    return (
      wrong && `Expected only the gateway's flow into "${wrong.id ?? ''}" but there are ${wrong.incoming.length} flows`
    );
  }),
  nodeRule('event-gateway-receive-mix', 'BPMN 2.0 §10.6.6', (node) =>
    targets(node).some(({ type }) => type === 'receiveTask') &&
    targets(node).some(
      (target) => target.type === 'intermediateCatchEvent' && definitionKinds(target).includes('message'),
    )
      ? 'Expected receive tasks or message events behind an event-based gateway but there are both'
      : undefined,
  ),
  nodeRule('event-gateway-receive-boundary', 'BPMN 2.0 §10.6.6', (node) => {
    const wrong = targets(node).find((target) => target.type === 'receiveTask' && target.boundaries.length > 0);
    return (
      wrong &&
      `Expected no boundary event on a receive task behind an event-based gateway but "${wrong.id ?? ''}" has one`
    );
  }),
  nodeRule('event-gateway-instantiate', 'BPMN 2.0 §10.6.6', (node) =>
    node.type === 'eventBasedGateway' && flagOf(node.element, 'instantiate') && node.incoming.length > 0
      ? 'Expected no flow into an event-based gateway that starts instances but there is one'
      : undefined,
  ),
  nodeRule('event-gateway-parallel', 'BPMN 2.0 §10.6.6', (node) => {
    if (node.type !== 'eventBasedGateway' || textOf(node.element, 'eventGatewayType') !== 'Parallel') return undefined;
    if (!flagOf(node.element, 'instantiate'))
      return 'Expected a parallel event-based gateway to start instances but this one does not';
    const other = targets(node).find(
      (target) => target.type !== 'receiveTask' && (target.definitions.length > 1 || foreignKind(target, ['message'])),
    );
    return (
      other &&
      `Expected only messages behind a parallel event-based gateway, which come to one instance by their key, but "${other.id ?? ''}" waits for something else`
    );
  }),
];

function direction(node: Node): string | undefined {
  return node.type.endsWith('Gateway') ? textOf(node.element, 'gatewayDirection') : undefined;
}

function targets(node: Node): readonly Node[] {
  return node.type === 'eventBasedGateway' ? node.outgoing.flatMap((flow) => (flow.target ? [flow.target] : [])) : [];
}

function mayFollow(target: Node): boolean {
  if (target.type === 'receiveTask') return true;
  return (
    target.type === 'intermediateCatchEvent' &&
    target.definitions.length > 0 &&
    foreignKind(target, afterEventGateway) === undefined
  );
}
