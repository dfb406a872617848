import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import { type Rule, successorsOf } from './rule.ts';

/** Cycles of flows in which nothing waits: 10,000 moves in one step are an incident. */
export const loopsWithoutWait: Rule = (process, add) => {
  for (const cycle of cyclesOf(process, (element) => !waits(element))) {
    const ids = cycle.map((index) => process.elements[index]?.id ?? '');
    add('loop-without-wait', 'warning', ids[0], { elements: ids.join(', ') });
  }
};

function waits(element: ExecutableElement): boolean {
  if ('job' in element && element.job !== undefined) return true;
  switch (element.type) {
    case 'userTask':
    case 'receiveTask':
    case 'callActivity':
    case 'eventBasedGateway':
      return true;
    case 'intermediateCatchEvent':
      return element.trigger.kind !== 'link' && element.trigger.kind !== 'none';
    case 'subProcess':
    case 'transaction':
    case 'adHocSubProcess':
      return true;
    default:
      return element.executionListeners !== undefined;
  }
}

/** Strongly connected components with a cycle, among the elements that count; Tarjan's algorithm without recursion. */
function cyclesOf(process: ExecutableProcess, counts: (element: ExecutableElement) => boolean): number[][] {
  const nextOf = (index: number): readonly number[] => {
    const element = process.elements[index];
    if (element === undefined) return [];
    return successorsOf(process, element).filter((next) => {
      const target = process.elements[next];
      return target !== undefined && counts(target);
    });
  };
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
  for (const element of process.elements) {
    if (!counts(element) || number.has(element.index)) continue;
    const path = [enter(element.index)];
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
