import pg from 'pg';

/** SQLSTATE classes of what no repeat can store: data exception, integrity constraint violation, program limit exceeded. */
const FINAL = /^(22|23|54)/;

/** What the database said of a step that it will never store, without any value of it; null for everything else. */
export function refusedByDatabase(error: unknown): string | null {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined || !FINAL.test(error.code)) return null;
  const { code, table, column, constraint, dataType, routine } = error;
  const places = Object.entries({ table, column, constraint, type: dataType, routine })
    .filter(([, name]) => name !== undefined)
    .map(([what, name]) => `${what} ${name}`);
  return [`SQLSTATE ${code}`, ...places].join(', ');
}
