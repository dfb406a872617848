/** Strongly connected components with a cycle, of a graph of `count` nodes; Tarjan's algorithm without recursion. */
export function cyclesOf(count: number, nextOf: (index: number) => readonly number[]): number[][] {
  const number = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const onStack = new Set<number>();
  const cycles: number[][] = [];
  const enter = (index: number) => {
    number.set(index, number.size);
    low.set(index, number.size - 1);
    stack.push(index);
    onStack.add(index);
    return { index, next: nextOf(index), at: 0 };
  };
  for (let first = 0; first < count; first++) {
    if (number.has(first)) continue;
    const path = [enter(first)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.next[top.at++];
      if (next !== undefined) {
        if (!number.has(next)) path.push(enter(next));
        else if (onStack.has(next)) low.set(top.index, Math.min(low.get(top.index) ?? 0, number.get(next) ?? 0));
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before) low.set(before.index, Math.min(low.get(before.index) ?? 0, low.get(top.index) ?? 0));
      if (low.get(top.index) !== number.get(top.index)) continue;
      const component = stack.splice(stack.indexOf(top.index));
      for (const each of component) onStack.delete(each);
      if (component.length > 1 || nextOf(top.index).includes(top.index)) cycles.push(component.sort((a, b) => a - b));
    }
  }
  return cycles;
}
