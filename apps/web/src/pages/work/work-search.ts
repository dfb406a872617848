import { wordIn } from '../../layout/search-parts.ts';

/** What the address of the worklist holds. */
export interface WorkSearch {
  readonly queue?: string;
  readonly item?: string;
}

export function workSearch(search: Record<string, unknown>): WorkSearch {
  return { ...wordIn(search, 'queue'), ...wordIn(search, 'item') };
}
