import { type Selectable, sql } from 'kysely';
import type { CaseSummary } from '../surface/cases.ts';
import type { ProcessCaseTable } from '../tables/cases.ts';

const own = [
  'id',
  'organisation_id',
  'creditor_id',
  'debtor_id',
  'subject',
  'deployment_id',
  'process_id',
  'version',
  'executable_hash',
  'first_executable_hash',
  'status',
  'parent_case_id',
  'root_case_id',
  'head_seq',
  'next_due',
  'created_at',
  'ended_at',
] as const;

/** Incidents of the case `c` that nobody has resolved; the rest of a query that says what of them. */
export const OPEN_INCIDENTS = sql`FROM incident AS i WHERE i.case_id = c.id AND i.resolved_at IS NULL`;

/** What a summary is made of, of the case `c`. */
export const CASE_COLUMNS = [
  ...own.map((name) => `c.${name}` as const),
  sql<number>`(SELECT count(*) ${OPEN_INCIDENTS})`.as('incidents'),
] as const;

export type CaseRow = Pick<Selectable<ProcessCaseTable>, (typeof own)[number]> & { readonly incidents: number };

export function toSummary(row: CaseRow): CaseSummary {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    creditorId: row.creditor_id,
    debtorId: row.debtor_id,
    subject: row.subject,
    deploymentId: row.deployment_id,
    processId: row.process_id,
    version: row.version,
    executableHash: row.executable_hash,
    startedHash: row.first_executable_hash ?? row.executable_hash,
    status: row.status,
    parentCaseId: row.parent_case_id,
    rootCaseId: row.root_case_id,
    headSeq: row.head_seq,
    nextDue: row.next_due,
    startedAt: row.created_at,
    endedAt: row.ended_at,
    incidents: Number(row.incidents),
  };
}
