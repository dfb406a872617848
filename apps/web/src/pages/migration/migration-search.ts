import { wordIn } from '../../layout/search-parts.ts';

/** What the address holds: two versions by their deployments, or a migration that was asked for. */
export interface MigrationSearch {
  readonly from?: string;
  readonly to?: string;
  readonly run?: string;
}

export function migrationSearch(search: Record<string, unknown>): MigrationSearch {
  return { ...wordIn(search, 'from'), ...wordIn(search, 'to'), ...wordIn(search, 'run') };
}
