import type { parser } from 'lezer-feel';

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Nodes of the grammar begin with a capital letter, keywords and punctuation do not. */
export function parts(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter((child) => /^(?:[A-Z]|null$|\?$)/.test(child.name) && !TOKENS.has(child.name));
}

/** The keywords, operators and punctuation of a node. */
export function tokens(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter((child) => !/^[A-Z]/.test(child.name) || TOKENS.has(child.name));
}

const TOKENS: ReadonlySet<string> = new Set(['ArithOp', 'CompareOp', 'LineComment', 'BlockComment', 'Wildcard']);

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The grammar guarantees the part: the tree holds no error nodes. */
export function need<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('Expected a complete syntax tree but a part is missing.');
  return part;
}
