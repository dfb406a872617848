import type { Linked } from '../link.ts';
import type { MigrationMapping } from '../types/index.ts';

/** New indexes by the old ones, -1 where there is none. */
export interface MigrationIndexes {
  readonly elements: readonly number[];
  readonly flows: readonly number[];
}

/** A mapping by ids in the indexes of both versions. Ids that one of them does not know map to nothing. */
export function indexesOf(from: Linked, to: Linked, mapping: MigrationMapping): MigrationIndexes {
  const elements = by(from.elements, to.elements, mapping.elements);
  // The process goes on as the process, whatever it is called.
  elements[0] = 0;
  return { elements, flows: by(from.flows, to.flows, mapping.flows) };
}

interface Part {
  readonly index: number;
  readonly id: string;
}

function by(from: readonly Part[], to: readonly Part[], ids: Readonly<Record<string, string>>): number[] {
  const indexes = new Map(to.map(({ id, index }) => [id, index]));
  return from.map(({ id }) => {
    const other = Object.hasOwn(ids, id) ? ids[id] : undefined;
    return (other === undefined ? undefined : indexes.get(other)) ?? -1;
  });
}
