/** Functions whose value is another one at every call. */
const DRAWING: ReadonlySet<unknown> = new Set(['uuid', 'random number']);

/** Whether a tree, or plain data that holds trees, may draw random values. Looks at names alone, so that it may say yes too often. */
export function drawsRandomness(data: unknown): boolean {
  const open: unknown[] = [data];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if ('kind' in part && part.kind === 'variable' && 'name' in part && DRAWING.has(part.name)) return true;
    for (const inner of Object.values(part)) if (typeof inner === 'object' && inner !== null) open.push(inner);
  }
  return false;
}
