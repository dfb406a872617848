/** Strongly connected components that no edge leaves; Tarjan's algorithm without recursion. */
export function bottomComponents(next: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const number = new Int32Array(next.length).fill(-1);
  const low = new Int32Array(next.length);
  const component = new Int32Array(next.length).fill(-1);
  const stack: number[] = [];
  const found: number[][] = [];
  let count = 0;
  for (let start = 0; start < next.length; start++) {
    if (number[start] !== -1) continue;
    const path: { readonly index: number; at: number }[] = [];
    const enter = (index: number): void => {
      number[index] = low[index] = count++;
      stack.push(index);
      path.push({ index, at: 0 });
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { index } = top;
      const to = next[index]?.[top.at++];
      if (to !== undefined) {
        if (number[to] === -1) enter(to);
        else if (component[to] === -1) low[index] = Math.min(low[index] as number, number[to] as number);
        continue;
      }
      path.pop();
      const before = path.at(-1)?.index;
      if (before !== undefined) low[before] = Math.min(low[before] as number, low[index] as number);
      if (low[index] !== number[index]) continue;
      const members: number[] = [];
      for (let member = stack.pop() as number; ; member = stack.pop() as number) {
        component[member] = found.length;
        members.push(member);
        if (member === index) break;
      }
      found.push(members);
    }
  }
  return found.filter((members, at) => members.every((each) => next[each]?.every((to) => component[to] === at)));
}
