import { caseWorkflowId } from '@krok/workflows/messages';
import type { CaseSummary } from '@krok/store';
import { Client } from 'pg';
import type { FlowFirm } from './flow-firm.ts';

/** Means over closed cases of the long procedure, in bytes where not said otherwise. */
export interface Weight {
  readonly cases: number;
  readonly steps: number;
  /** Of the case's own workflow. */
  readonly historyEvents: number;
  readonly historyBytes: number;
  /** Of all workflows: desks, days, listings and claims shared among all cases. */
  readonly allEvents: number;
  readonly allBytes: number;
  /** Rows in PostgreSQL that name the case, without indexes. */
  readonly rowBytes: number;
  /** By which tables and indexes of the database grew, shared among all cases. */
  readonly grownBytes: number;
}

/** Size of all tables with their indexes. */
export async function databaseBytes(url: string): Promise<number> {
  return withDatabase(url, async (database) => {
    const { rows } = await database.query<{ bytes: string }>(
      `SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`,
    );
    return Number(rows[0]?.bytes ?? 0);
  });
}

export async function weighCases(firm: FlowFirm, cases: readonly CaseSummary[], bytesBefore: number): Promise<Weight> {
  const { client, environment } = firm.rig;
  const url = environment['DATABASE_URL'] ?? '';
  const closed = cases.filter(({ processId, endedAt }) => processId === 'business-debtor' && endedAt !== null);
  const mean = (sum: number, of = closed.length): number => Math.round(sum / of);
  const own = await Promise.all(closed.map(({ id }) => client.workflow.getHandle(caseWorkflowId(id)).describe()));
  let [allEvents, allBytes] = [0, 0];
  for await (const { historyLength, historySize = 0 } of client.workflow.list({
    query: `TaskQueue = '${environment['KROK_TASK_QUEUE']}'`,
  })) {
    allEvents += historyLength;
    allBytes += historySize;
  }
  return {
    cases: closed.length,
    steps: mean(closed.reduce((sum, { headSeq }) => sum + headSeq, 0)),
    historyEvents: mean(own.reduce((sum, { historyLength }) => sum + historyLength, 0)),
    historyBytes: mean(own.reduce((sum, { historySize = 0 }) => sum + historySize, 0)),
    allEvents: mean(allEvents, cases.length),
    allBytes: mean(allBytes, cases.length),
    rowBytes: mean(
      await rowBytes(
        url,
        closed.map(({ id }) => id),
      ),
    ),
    grownBytes: mean((await databaseBytes(url)) - bytesBefore, cases.length),
  };
}

function rowBytes(url: string, caseIds: readonly string[]): Promise<number> {
  return withDatabase(url, async (database) => {
    const tables = await database.query<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c
       JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
       WHERE c.table_schema = 'public' AND c.column_name = 'case_id' AND t.table_type = 'BASE TABLE'`,
    );
    let bytes = 0;
    for (const { name } of tables.rows) {
      const { rows } = await database.query<{ bytes: string }>(
        `SELECT coalesce(sum(pg_column_size(t.*)), 0) AS bytes FROM ${name} t WHERE case_id::text = ANY($1)`,
        [caseIds],
      );
      bytes += Number(rows[0]?.bytes ?? 0);
    }
    return bytes;
  });
}

async function withDatabase<T>(url: string, ask: (database: Client) => Promise<T>): Promise<T> {
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    return await ask(database);
  } finally {
    await database.end();
  }
}
