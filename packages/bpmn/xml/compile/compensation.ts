import { definitionKinds, type Diagram, type Node } from '../diagram/diagram.ts';
import { idOf, type ModdleElement } from '../moddle/moddle-element.ts';

/** The handler of a compensation boundary event: the activity at the other end of its association (BPMN 2.0 §10.7). */
export function bindCompensationHandlers(diagram: Diagram): (boundary: Node) => Node | undefined {
  const handlers = new Map<Node, Node>();
  for (const association of diagram.associations) {
    const source = nodeOf(diagram, association.source);
    const target = nodeOf(diagram, association.target);
    if (source && target && isCompensationBoundary(source) && !handlers.has(source)) handlers.set(source, target);
    else if (source && target && isCompensationBoundary(target) && !handlers.has(target)) handlers.set(target, source);
  }
  return (boundary) => handlers.get(boundary);
}

export function isCompensationBoundary(node: Node): boolean {
  return node.type === 'boundaryEvent' && definitionKinds(node).includes('compensation');
}

function nodeOf(diagram: Diagram, element: ModdleElement | undefined): Node | undefined {
  const id = element && idOf(element);
  return id === undefined ? undefined : diagram.nodesById.get(id);
}
