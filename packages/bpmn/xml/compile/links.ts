import { definitionKind, type Node } from '../diagram/diagram.ts';
import { childOf, textOf } from '../moddle/moddle-element.ts';

/** The catch event that a link throw event continues at: same scope, by `target` where given, else by the link's name (BPMN 2.0 §10.5.4). */
export function linkTargetOf(node: Node): Node | undefined {
  if (node.type !== 'intermediateThrowEvent') return undefined;
  const link = linkDefinition(node);
  if (!link) return undefined;
  const catches = linkCatches(node);
  const target = childOf(link, 'target');
  if (target) return catches.find((candidate) => candidate.definitions.includes(target));
  return catches.find((candidate) => linkName(candidate) !== '' && linkName(candidate) === linkName(node));
}

/** Link catch events of the node's own scope. */
export function linkCatches(node: Node): readonly Node[] {
  return node.scope.nodes.filter((candidate) => candidate.type === 'intermediateCatchEvent' && linkDefinition(candidate) !== undefined);
}

export function linkName(node: Node): string {
  const link = linkDefinition(node);
  return (link && textOf(link, 'name')?.trim()) ?? '';
}

export function linkDefinition(node: Node) {
  return node.definitions.find((definition) => definitionKind(definition) === 'link');
}
