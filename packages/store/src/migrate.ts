import { createHash } from 'node:crypto';
import pg from 'pg';
import { StoreError } from './errors.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Any number; the same in every release, so that starters of different releases exclude each other too. */
const MIGRATION_LOCK = 7_310_541;

/** Brings the database to this release's schema. Safe to call from several processes at once and again at every start. */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`CREATE TABLE IF NOT EXISTS schema_migration (
      number integer PRIMARY KEY, name text NOT NULL, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<{ number: number; hash: string }>('SELECT number, hash FROM schema_migration');
    const applied = new Map(rows.map((row) => [row.number, row.hash]));
    for (const { number, name, sql } of MIGRATIONS) {
      const hash = createHash('sha256').update(sql).digest('hex');
      const before = applied.get(number);
      if (before === undefined) await apply(client, number, name, sql, hash);
      else if (before !== hash) throw changed(number, name);
    }
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, number: number, name: string, sql: string, hash: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO schema_migration (number, name, hash) VALUES ($1, $2, $3)', [number, name, hash]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

function changed(number: number, name: string): StoreError {
  return new StoreError(
    'MIGRATION_CHANGED',
    `Expected migration ${number} (${name}) to be as it was applied, but its text has changed; add a new one instead.`,
    { number },
  );
}
