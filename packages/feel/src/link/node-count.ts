import type { FeelNode } from '../syntax/tree.ts';

/** Number of nodes of an expression: what one pass over it costs. */
export function nodeCount(node: FeelNode): number {
  let count = 0;
  const open: unknown[] = [node];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) {
      open.push(...next);
    } else {
      if ('kind' in next) count += 1;
      open.push(...Object.values(next));
    }
  }
  return count;
}

/** Levels of nesting of an expression: what one call of it adds to the depth of the stack. */
export function nodeDepth(node: FeelNode): number {
  let deepest = 0;
  const open: [value: unknown, depth: number][] = [[node, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    deepest = Math.max(deepest, depth);
    const inner = Array.isArray(value) ? depth : depth + 1;
    for (const part of Object.values(value)) open.push([part, inner]);
  }
  return deepest;
}
