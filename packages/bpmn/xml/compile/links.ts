import { definitionKind, type Node, type Scope } from '../diagram/diagram.ts';
import { childOf, childrenOf, textOf, type ModdleElement } from '../moddle/moddle-element.ts';

/**
 * The catch event that a link throw event continues at: same scope, by `target` where given, else by the link's name
 * (BPMN 2.0 §10.5.4). Where one throw and one catch of a level remain without a partner, they are taken as a pair.
 */
export function linkTargetOf(node: Node): Node | undefined {
  return linksOf(node.scope).targets.get(node);
}

/** Whether the target follows from being the only one left and not from the diagram's own words. */
export function isInferredLink(node: Node): boolean {
  return linksOf(node.scope).inferred === node;
}

/** Link catch events of a scope. */
export function linkCatches(scope: Scope): readonly Node[] {
  return scope.nodes.filter((node) => node.type === 'intermediateCatchEvent' && linkDefinition(node) !== undefined);
}

export function linkName(node: Node): string {
  const link = linkDefinition(node);
  return (link && textOf(link, 'name')?.trim()) ?? '';
}

export function linkDefinition(node: Node): ModdleElement | undefined {
  return node.definitions.find((definition) => definitionKind(definition) === 'link');
}

interface ScopeLinks {
  readonly targets: ReadonlyMap<Node, Node>;
  readonly inferred?: Node;
}

const linksByScope = new WeakMap<Scope, ScopeLinks>();

function linksOf(scope: Scope): ScopeLinks {
  const known = linksByScope.get(scope);
  if (known) return known;
  const links = pair(scope);
  linksByScope.set(scope, links);
  return links;
}

function pair(scope: Scope): ScopeLinks {
  const catches = linkCatches(scope);
  const byName = new Map(catches.toReversed().map((node) => [linkName(node), node]));
  const byDefinition = new Map(
    catches.flatMap((node) => node.definitions.map((definition) => [definition, node] as const)),
  );
  const throws = scope.nodes.filter(
    (node) => node.type === 'intermediateThrowEvent' && linkDefinition(node) !== undefined,
  );
  const targets = new Map<Node, Node>();
  for (const node of throws) {
    const target = targetReference(node);
    const found = target ? byDefinition.get(target) : linkName(node) === '' ? undefined : byName.get(linkName(node));
    if (found) targets.set(node, found);
  }
  const reached = new Set(targets.values());
  const [from, ...otherThrows] = throws.filter((node) => !targets.has(node));
  const [to, ...otherCatches] = catches.filter((node) => !reached.has(node));
  if (!from || !to || otherThrows.length > 0 || otherCatches.length > 0 || hasReference(from) || hasReference(to))
    return { targets };
  targets.set(from, to);
  return { targets, inferred: from };
}

function targetReference(node: Node): ModdleElement | undefined {
  const link = linkDefinition(node);
  return link && childOf(link, 'target');
}

function hasReference(node: Node): boolean {
  const link = linkDefinition(node);
  return link !== undefined && (childOf(link, 'target') !== undefined || childrenOf(link, 'source').length > 0);
}
