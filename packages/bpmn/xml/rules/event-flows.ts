import { isCompensationBoundary } from '../compile/compensation.ts';
import { isInferredLink, linkCatches, linkDefinition, linkName, linkTargetOf } from '../compile/links.ts';
import { isEventSubProcess } from '../compile/scopes.ts';
import type { Node, Scope } from '../diagram/diagram.ts';
import { flagOf } from '../moddle/moddle-element.ts';
import { nodeAdvice, nodeRule, scopeAdvice, scopeRule, type Rule } from './rule.ts';

/** What must flow into and out of nodes, and how links connect. */
export const eventFlowRules: readonly Rule[] = [
  nodeRule('link-catch-incoming', 'BPMN 2.0 §10.5.4', (node) =>
    node.type === 'intermediateCatchEvent' && linkDefinition(node) && node.incoming.length > 0
      ? 'Expected no flow into a link catch event but there is one'
      : undefined,
  ),
  nodeRule('link-throw-outgoing', 'BPMN 2.0 §10.5.4', (node) =>
    node.type === 'intermediateThrowEvent' && linkDefinition(node) && node.outgoing.length > 0
      ? 'Expected no flow out of a link throw event but there is one'
      : undefined,
  ),
  nodeRule('link-target-missing', 'BPMN 2.0 §10.5.4', (node) =>
    node.type === 'intermediateThrowEvent' && linkDefinition(node) && !linkTargetOf(node)
      ? `Expected a link catch event "${linkName(node)}" on the same level but there is none`
      : undefined,
  ),
  nodeRule('link-name', 'BPMN 2.0 §10.5.4', (node) =>
    linkDefinition(node) && linkName(node) === '' ? 'Expected a name for the link but it is empty' : undefined,
  ),
  nodeRule('link-target-ambiguous', 'BPMN 2.0 §10.5.4', (node) =>
    node.type === 'intermediateCatchEvent' &&
    linkDefinition(node) &&
    linkName(node) !== '' &&
    linkCatches(node.scope).filter((other) => linkName(other) === linkName(node)).length > 1
      ? `Expected one link catch event "${linkName(node)}" on this level but there are several`
      : undefined,
  ),
  nodeRule('event-incoming', 'BPMN 2.0 §10.5.4', (node) =>
    isIntermediate(node) && node.incoming.length === 0 && !isLinkCatch(node) && !inAdHoc(node)
      ? 'Expected a flow into an intermediate event but there is none'
      : undefined,
  ),
  nodeAdvice('event-outgoing', 'BPMN 2.0 §10.5.4', (node) =>
    isIntermediate(node) && node.outgoing.length === 0 && !isLinkThrow(node) && !inAdHoc(node)
      ? 'Expected a flow out of an intermediate event but there is none'
      : undefined,
  ),
  nodeRule('boundary-event-outgoing', 'BPMN 2.0 §10.5.4', (node) =>
    node.type === 'boundaryEvent' && node.outgoing.length === 0 && !isCompensationBoundary(node)
      ? 'Expected a flow out of a boundary event but there is none'
      : undefined,
  ),
  nodeRule('node-incoming', 'BPMN 2.0 §10.5.2', (node) =>
    has(node.scope, 'startEvent') && node.incoming.length === 0 && !startsByItself(node)
      ? 'Expected a flow into this element, as its level has a start event, but there is none'
      : undefined,
  ),
  nodeAdvice('node-outgoing', 'BPMN 2.0 §10.5.3', (node) =>
    has(node.scope, 'endEvent') && node.outgoing.length === 0 && !endsByItself(node)
      ? 'Expected a flow out of this element, as its level has an end event, but there is none'
      : undefined,
  ),
  scopeRule('start-event-missing', 'BPMN 2.0 §10.5.3', (scope) =>
    has(scope, 'endEvent') && !has(scope, 'startEvent') && !scope.nodes.some(instantiates)
      ? 'Expected a start event on a level with an end event but there is none'
      : undefined,
  ),
  scopeAdvice('end-event-missing', 'BPMN 2.0 §10.5.2', (scope) =>
    has(scope, 'startEvent') && !has(scope, 'endEvent')
      ? 'Expected an end event on a level with a start event but there is none'
      : undefined,
  ),
  nodeAdvice('link-target-inferred', 'BPMN 2.0 §10.5.4', (node) => {
    const target = isInferredLink(node) ? linkTargetOf(node) : undefined;
    return (
      target &&
      `Expected the link catch event to have the name "${linkName(node)}" but it has "${linkName(target)}"; as the only one left, "${target.id ?? ''}" is taken`
    );
  }),
  nodeAdvice('link-throw-missing', 'BPMN 2.0 §10.5.4', (node) =>
    isLinkCatch(node) && !node.scope.nodes.some((other) => linkTargetOf(other) === node)
      ? 'Expected a link throw event that leads here but there is none; this event is never reached'
      : undefined,
  ),
];

function instantiates(node: Node): boolean {
  return flagOf(node.element, 'instantiate') && node.incoming.length === 0;
}

function has(scope: Scope, type: string): boolean {
  return scope.nodes.some((node) => node.type === type);
}

function startsByItself(node: Node): boolean {
  return (
    node.type === 'startEvent' ||
    node.type === 'boundaryEvent' ||
    isEventSubProcess(node) ||
    flagOf(node.element, 'isForCompensation') ||
    isLinkCatch(node) ||
    instantiates(node)
  );
}

function endsByItself(node: Node): boolean {
  return (
    node.type === 'endEvent' ||
    isCompensationBoundary(node) ||
    isEventSubProcess(node) ||
    flagOf(node.element, 'isForCompensation') ||
    isLinkThrow(node)
  );
}

function isIntermediate(node: Node): boolean {
  return node.type === 'intermediateCatchEvent' || node.type === 'intermediateThrowEvent';
}

function isLinkCatch(node: Node): boolean {
  return node.type === 'intermediateCatchEvent' && linkDefinition(node) !== undefined;
}

function isLinkThrow(node: Node): boolean {
  return node.type === 'intermediateThrowEvent' && linkDefinition(node) !== undefined;
}

/** The activities of an ad-hoc sub-process start when somebody chooses them. */
function inAdHoc(node: Node): boolean {
  return node.scope.owner?.type === 'adHocSubProcess';
}
