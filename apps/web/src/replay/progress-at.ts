import { tokens } from '@krok/engine';
import type { TapePosition } from '@krok/simulator';
import type { Progress } from '../diagram/show-progress.ts';

/** What the diagram shows at a position: tokens, path and incidents by the ids of the drawing. */
export function progressAt({ linked, state, entered, taken }: TapePosition): Progress {
  const { elements, flows } = linked.executable;
  const processId = elements[0]?.id;
  const counts = new Map<string, number>();
  for (const { element } of tokens(linked, state).elements) {
    if (element !== processId) counts.set(element, (counts.get(element) ?? 0) + 1);
  }
  return {
    tokens: [...counts].map(([elementId, count]) => ({ elementId, count })),
    taken: { elements: counted(entered, elements), flows: counted(taken, flows) },
    incidents: Object.values(state.incidents).map(({ element }) => ({ elementId: elements[element]?.id ?? '' })),
  };
}

function counted(counts: readonly number[], things: readonly { readonly id: string }[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [index, { id }] of things.entries()) {
    const count = counts[index] ?? 0;
    if (count > 0) found[id] = count;
  }
  return found;
}
