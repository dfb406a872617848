import type { Scope } from '../diagram/diagram.ts';
import { childOf, childrenOf, idOf, textOf, type ModdleElement } from '../moddle/moddle-element.ts';

/** Lane names of each flow node, from outside in; a lane without a name counts by its id. */
export function lanesOf(process: Scope): ReadonlyMap<string, readonly string[]> {
  const lanes = new Map<string, readonly string[]>();
  const pending: { readonly set: ModdleElement; readonly outer: readonly string[] }[] = childrenOf(
    process.element,
    'laneSets',
  ).map((set) => ({ set, outer: [] }));
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    for (const lane of childrenOf(next.set, 'lanes')) {
      const names = [...next.outer, textOf(lane, 'name') ?? idOf(lane) ?? ''];
      for (const node of childrenOf(lane, 'flowNodeRef')) {
        const id = idOf(node);
        if (id !== undefined && (lanes.get(id)?.length ?? 0) < names.length) lanes.set(id, names);
      }
      const inner = childOf(lane, 'childLaneSet');
      if (inner) pending.push({ set: inner, outer: names });
    }
  }
  return lanes;
}
