import { builtinNames } from '../builtins/registry.ts';
import type { FeelEntry, FeelIterator, FeelNode } from './tree.ts';

/** The root variables that an expression may read, sorted. */
export function readsOf(root: FeelNode): string[] {
  const reads = new Set<string>();
  visit(root, null, reads);
  return [...reads].sort();
}

/** Names in scope, innermost first. */
type Scope = { readonly name: string; readonly outer: Scope } | null;

function visit(node: FeelNode, scope: Scope, reads: Set<string>): void {
  switch (node.kind) {
    case 'variable':
      if (!inScope(node.name, scope)) reads.add(node.name);
      return;
    case 'call':
    case 'namedCall': {
      const builtin = node.callee.kind === 'variable' && builtinNames.includes(node.callee.name);
      if (!builtin) visit(node.callee, scope, reads);
      for (const argument of node.arguments) visit('kind' in argument ? argument : argument.value, scope, reads);
      return;
    }
    case 'for':
      visit(node.body, { name: 'partial', outer: iterate(node.iterators, scope, reads) }, reads);
      return;
    case 'some':
    case 'every':
      visit(node.condition, iterate(node.iterators, scope, reads), reads);
      return;
    case 'filter':
      visit(node.source, scope, reads);
      visit(node.condition, { name: 'item', outer: scope }, reads);
      return;
    case 'function': {
      let inner = scope;
      for (const parameter of node.parameters) inner = { name: parameter.name, outer: inner };
      visit(node.body, inner, reads);
      return;
    }
    case 'context':
      visitEntries(node.entries, scope, reads);
      return;
    default:
      for (const part of partsOf(node)) visit(part, scope, reads);
  }
}

function visitEntries(entries: readonly FeelEntry[], scope: Scope, reads: Set<string>): void {
  let inner = scope;
  for (const entry of entries) {
    const after = { name: entry.name, outer: inner };
    // A function may call itself.
    visit(entry.value, entry.value.kind === 'function' ? after : inner, reads);
    inner = after;
  }
}

function iterate(iterators: readonly FeelIterator[], scope: Scope, reads: Set<string>): Scope {
  let inner = scope;
  for (const iterator of iterators) {
    visit(iterator.low, inner, reads);
    if (iterator.high !== null) visit(iterator.high, inner, reads);
    inner = { name: iterator.name, outer: inner };
  }
  return inner;
}

function inScope(name: string, scope: Scope): boolean {
  for (let s = scope; s !== null; s = s.outer) if (s.name === name) return true;
  return false;
}

/** The parts of a node that opens no scope. */
function partsOf(node: FeelNode): readonly FeelNode[] {
  switch (node.kind) {
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'negate':
    case 'comparisonTest':
      return [node.operand];
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'if':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'instanceOf':
      return [node.value];
    case 'path':
      return [node.source];
    case 'list':
      return node.items;
    case 'range':
      return [node.low, node.high];
    case 'unaryTests':
      return node.tests;
    default:
      return [];
  }
}
