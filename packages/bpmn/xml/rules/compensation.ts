import { bindCompensationHandlers, isCompensationBoundary } from '../compile/compensation.ts';
import { isEventSubProcess } from '../compile/scopes.ts';
import { definitionKinds, type Node, type Scope } from '../diagram/diagram.ts';
import { childOf, flagOf, idOf } from '../moddle/moddle-element.ts';
import { nodeAdvice, nodeRule, type Rule } from './rule.ts';
import { isActivity } from './sequence-flows.ts';

/** How compensation is bound and thrown (BPMN 2.0 §10.7). */
export const compensationRules: readonly Rule[] = [
  nodeRule('compensation-handler-missing', 'BPMN 2.0 §10.7', (node, diagram) =>
    isCompensationBoundary(node) && !bindCompensationHandlers(diagram)(node)
      ? 'Expected an association from this compensation event to its handler but there is none'
      : undefined,
  ),
  nodeRule('compensation-handler-kind', 'BPMN 2.0 §10.7', (node, diagram) => {
    const handler = isCompensationBoundary(node) ? bindCompensationHandlers(diagram)(node) : undefined;
    if (!handler) return undefined;
    if (!isActivity(handler) || isEventSubProcess(handler))
      return `Expected a task or sub-process as compensation handler but "${handler.id ?? ''}" is ${handler.type}`;
    if (handler.scope !== node.scope)
      return `Expected the compensation handler on the same level but "${handler.id ?? ''}" is on another`;
    return flagOf(handler.element, 'isForCompensation')
      ? undefined
      : `Expected the compensation handler to be marked isForCompensation but "${handler.id ?? ''}" is not`;
  }),
  nodeRule('compensation-event-twice', 'BPMN 2.0 §10.7', (node) =>
    node.boundaries.filter(isCompensationBoundary).length > 1
      ? 'Expected one compensation event on an activity but there are several'
      : undefined,
  ),
  nodeRule('compensation-activity', 'BPMN 2.0 §10.7', (node, diagram) => {
    if (node.type !== 'endEvent' && node.type !== 'intermediateThrowEvent') return undefined;
    for (const definition of node.definitions) {
      const activity = childOf(definition, 'activityRef');
      const id = activity && idOf(activity);
      const target = id === undefined ? undefined : diagram.nodesById.get(id);
      if (target && !visibleScopes(node).includes(target.scope))
        return `Expected an activity on the level of the compensation event but "${id}" is on another`;
    }
    return undefined;
  }),
  nodeAdvice('compensation-handler-unbound', 'BPMN 2.0 §10.7', (node, diagram) => {
    if (!flagOf(node.element, 'isForCompensation') || isEventSubProcess(node)) return undefined;
    const handlerOf = bindCompensationHandlers(diagram);
    const bound = node.scope.nodes.some(
      (other) =>
        other.type === 'boundaryEvent' && definitionKinds(other).includes('compensation') && handlerOf(other) === node,
    );
    return bound
      ? undefined
      : 'Expected a compensation boundary event that leads to this activity but there is none; it never runs';
  }),
];

/** The event's own level; out of an event sub-process also the level around it. */
function visibleScopes(node: Node): readonly Scope[] {
  const scopes = [node.scope];
  for (let scope = node.scope; scope.owner && isEventSubProcess(scope.owner); scope = scope.owner.scope)
    scopes.push(scope.owner.scope);
  return scopes;
}
