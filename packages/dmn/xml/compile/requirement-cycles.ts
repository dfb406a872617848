import type { DecisionElement, ElementIndex } from '@krok/dmn/executable';
import type { FindingList } from '../finding.ts';

/** Finds decisions that require themselves. Functions may: whether they end, only their logic tells. */
export function findCycles(elements: readonly DecisionElement[], list: FindingList): void {
  const done = new Set<ElementIndex>();
  for (const start of elements.keys()) {
    const path = new Set<ElementIndex>();
    const open: { readonly index: ElementIndex; readonly rest: ElementIndex[] }[] = [];
    const enter = (index: ElementIndex): void => {
      path.add(index);
      open.push({ index, rest: requiredDecisions(elements, index) });
    };
    if (!done.has(start)) enter(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        open.pop();
        path.delete(top.index);
        done.add(top.index);
      } else if (path.has(next)) {
        const { id, name } = elements[next] ?? { id: '', name: '' };
        list.error(
          'requirement-cycle',
          { element: id },
          `Expected no cycle of requirements but "${name}" requires itself`,
        );
      } else if (!done.has(next)) enter(next);
    }
  }
}

function requiredDecisions(elements: readonly DecisionElement[], index: ElementIndex): ElementIndex[] {
  const element = elements[index];
  if (element?.kind !== 'decision') return [];
  return element.requires.map(({ element: each }) => each).filter((each) => elements[each]?.kind === 'decision');
}
