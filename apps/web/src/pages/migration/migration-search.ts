/** What the address holds: two versions by their deployments, or a migration that was asked for. */
export interface MigrationSearch {
  readonly from?: string;
  readonly to?: string;
  readonly run?: string;
}

export function migrationSearch({ from, to, run }: Record<string, unknown>): MigrationSearch {
  return {
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && { to }),
    ...(typeof run === 'string' && { run }),
  };
}
