import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Database } from './tables/database.ts';

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

export function openDatabase(url: string, maxConnections: number): Db {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, types: { getTypeParser }, ...LIMITS });
  // A connection that the server ends is replaced by the pool, and its query fails; without listeners it would end the
  // process: the pool speaks for the idle ones, each of the others for itself.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** A transaction that the server gave up for the sake of another is run again: it left nothing behind. */
export async function inTransaction<T>(
  { db, solo }: { readonly db: Db; readonly solo: { begin(tx: Tx): { end(): void } } | null },
  body: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let alone: { end(): void } | undefined;
    try {
      return await db.transaction().execute((tx) => {
        alone = solo?.begin(tx);
        return body(tx);
      });
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isConflict(error)) throw error;
    } finally {
      alone?.end();
    }
  }
}

export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === constraint;
}

/**
 * Milliseconds. A process that hangs in the middle of a transaction must not keep a case's lock: the server ends its
 * session, and what it wakes up to commit is refused.
 */
const LIMITS = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 10_000,
};
const MOST_ATTEMPTS = 5;
const INT8: number = pg.types.builtins.INT8;

/** Serialization failure, deadlock. */
function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');
}

/** Instants, positions and counts fit in a double; pg gives int8 as text unless told. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === INT8 && format !== 'binary'
    ? Number
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;
