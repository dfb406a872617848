import { type SqlBool, sql } from 'kysely';
import { CASE_COLUMNS, OPEN_INCIDENTS, toSummary } from '../cases/case-columns.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { moneyScope } from '../figures/money-scope.ts';
import { openMoney, STAGES } from '../figures/open-money.ts';
import type { CaseLine, CaseLineFilter } from '../surface/overview.ts';
import { isUuid } from '../uuid.ts';

export async function caseLines(
  db: Db,
  filter: CaseLineFilter,
): Promise<{ readonly items: readonly CaseLine[]; readonly total: number }> {
  const { organisationId, creditorId, stage } = filter;
  let matching = matchingCases(db, filter);
  if (stage !== undefined) {
    const owed = openMoney(await moneyScope(db, organisationId, creditorId));
    matching = matching.where(sql<SqlBool>`c.id IN (SELECT case_id FROM (${owed}) AS owed
        WHERE stage = ${STAGES.indexOf(stage)})`);
  }
  const [rows, counted] = await Promise.all([
    matching
      .select(columns)
      .orderBy('c.created_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(filter.size)
      .offset((filter.page - 1) * filter.size)
      .execute(),
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { items: rows.map(line), total: Number(counted.total) };
}

export async function caseLine(db: Db, caseId: string): Promise<CaseLine> {
  const row = isUuid(caseId)
    ? await namedCases(db).where('c.id', '=', caseId).select(columns).executeTakeFirst()
    : undefined;
  if (row) return line(row);
  throw new StoreError('NO_SUCH_CASE', 'Expected the id of a case but there is no such case.');
}

function namedCases(db: Db) {
  return db
    .selectFrom('process_case as c')
    .leftJoin('creditor', 'creditor.id', 'c.creditor_id')
    .leftJoin('debtor', 'debtor.id', 'c.debtor_id')
    .leftJoin('deployed_process as p', (join) =>
      join.onRef('p.deployment_id', '=', 'c.deployment_id').onRef('p.process_id', '=', 'c.process_id'),
    )
    .leftJoin('invoice as i', (join) => join.on('i.id', '=', invoiceOfSubject));
}

function matchingCases(db: Db, filter: CaseLineFilter) {
  const { organisationId, creditorId, status, processId, currency, text, incidents, suspended } = filter;
  let query = namedCases(db).where('c.organisation_id', '=', organisationId);
  if (status !== undefined) query = query.where('c.status', '=', status);
  if (creditorId !== undefined) query = query.where('c.creditor_id', '=', creditorId);
  if (processId !== undefined) query = query.where('c.process_id', '=', processId);
  if (currency !== undefined) query = query.where('i.currency', '=', currency);
  if (incidents !== undefined) query = query.where(incidents ? hasIncident : sql<SqlBool>`NOT (${hasIncident})`);
  if (suspended !== undefined) query = query.where('c.suspended_at', suspended ? 'is not' : 'is', null);
  if (text !== undefined) {
    const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where(({ or, eb }) =>
      or([
        eb('c.subject', 'ilike', pattern),
        eb('i.number', 'ilike', pattern),
        eb('debtor.name', 'ilike', pattern),
        eb(sql<string>`c.id::text`, '=', text.toLowerCase()),
      ]),
    );
  }
  return query;
}

/** A subject that is no invoice's id refers to something else. */
const invoiceOfSubject = sql<string>`CASE WHEN c.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN c.subject::uuid END`;

const hasIncident = sql<SqlBool>`EXISTS (SELECT 1 ${OPEN_INCIDENTS})`;

const columns = [
  ...CASE_COLUMNS,
  'c.suspended_at',
  'p.name as process_name',
  'creditor.name as creditor_name',
  'debtor.name as debtor_name',
  'i.number as subject_number',
  sql<number>`(SELECT count(DISTINCT b.id) FROM act AS a JOIN bundle AS b ON b.id = a.bundle_id
    WHERE a.case_id = c.id AND a.state = 'planned' AND b.performer = 'person' AND b.status = 'planned')`.as(
    'open_work',
  ),
] as const;

type Row = Awaited<ReturnType<typeof firstRow>>;

/** Only for its type. */
function firstRow(db: Db) {
  return namedCases(db).select(columns).executeTakeFirstOrThrow();
}

function line(row: Row): CaseLine {
  return {
    ...toSummary(row),
    processName: row.process_name,
    creditorName: row.creditor_name,
    debtorName: row.debtor_name,
    subjectNumber: row.subject_number,
    openWork: Number(row.open_work),
    suspendedAt: row.suspended_at,
  };
}
