import type { Linked } from '../link.ts';
import type { InstanceState } from '../types/index.ts';

/** Where the instance stands, for a diagram: living elements, and tokens that wait before a join. */
export interface TokenView {
  readonly elements: readonly { readonly element: string; readonly instance: string; readonly incident?: string }[];
  readonly flows: readonly { readonly flow: string; readonly count: number }[];
}

export function tokens(linked: Linked, state: InstanceState): TokenView {
  if (state.status !== 'active') return { elements: [], flows: [] };
  const elements: { element: string; instance: string; incident?: string }[] = [];
  const counts = new Map<number, number>();
  for (const [instance, { element, scope, incident, waiting }] of Object.entries(state.instances)) {
    if (scope !== '') {
      const token = { element: linked.element(element).id, instance };
      elements.push(incident === undefined ? token : { ...token, incident });
    }
    for (const [flow, count] of Object.entries(waiting ?? {})) {
      counts.set(Number(flow), (counts.get(Number(flow)) ?? 0) + count);
    }
  }
  const flows = [...counts].map(([flow, count]) => ({ flow: linked.flows[flow]?.id ?? '', count }));
  return { elements, flows };
}
