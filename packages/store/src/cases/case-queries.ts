import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { openJson } from '../seal.ts';
import type { Command } from '@krok/engine';
import type { CaseFilter, CaseSummary, Incident, OpenedCase } from '../surface/cases.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { CASE_COLUMNS, toSummary } from './case-columns.ts';
import { startPlace } from './insert-case.ts';

/** See `CaseStore.open`. */
export async function openCase({ db, keys }: StoreContext, caseId: string): Promise<OpenedCase> {
  const row = isUuid(caseId)
    ? await db
        .selectFrom('process_case as c')
        .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
        .innerJoin('calendar_version as v', 'v.version', 'o.calendar_version')
        .selectAll('c')
        .select(['o.clock', 'o.zone', 'v.calendar'])
        .where('c.id', '=', caseId)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchCase(caseId);
  const command = openJson<Command>(await keys.ofCase(db, caseId), startPlace(caseId), row.start_command);
  return {
    caseId,
    organisationId: row.organisation_id,
    status: row.status,
    deploymentId: row.deployment_id,
    processId: row.process_id,
    executableHash: row.first_executable_hash ?? row.executable_hash,
    clock: row.clock,
    zone: row.zone,
    calendar: row.calendar,
    headSeq: row.head_seq,
    start: { commandId: 'start', command, at: row.created_at },
    options: row.options,
  };
}

export async function readCase(db: Db, caseId: string): Promise<CaseSummary> {
  if (!isUuid(caseId)) throw noSuchCase(caseId);
  const [found] = await summaries(db, (query) => query.where('c.id', '=', caseId));
  if (found === undefined) throw noSuchCase(caseId);
  return found;
}

export function listCases(db: Db, filter: CaseFilter): Promise<CaseSummary[]> {
  return summaries(db, (start) => {
    let query = start.where('c.organisation_id', '=', filter.organisationId);
    if (filter.status !== undefined) query = query.where('c.status', '=', filter.status);
    if (filter.processId !== undefined) query = query.where('c.process_id', '=', filter.processId);
    if (filter.subject !== undefined) query = query.where('c.subject', '=', filter.subject);
    if (filter.rootCaseId !== undefined) query = query.where('c.root_case_id', '=', filter.rootCaseId);
    if (filter.after !== undefined) query = query.where('c.id', '<', filter.after);
    return query.orderBy('c.id', 'desc').limit(Math.min(filter.limit ?? 50, 500));
  });
}

export async function caseIncidents({ db, keys }: StoreContext, caseId: string): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incident')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('resolved_at', (order) => order.desc().nullsFirst())
    .orderBy('raised_at', 'desc')
    .execute();
  return Promise.all(rows.map((row) => toIncident({ db, keys }, row)));
}

export async function openIncidents(context: StoreContext, organisationId: string, limit = 200): Promise<Incident[]> {
  const rows = await context.db
    .selectFrom('incident')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('resolved_at', 'is', null)
    .orderBy('raised_at')
    .limit(limit)
    .execute();
  return Promise.all(rows.map((row) => toIncident(context, row)));
}

export function incidentPlace(caseId: string, incident: string): string {
  return `incident ${caseId} ${incident}`;
}

export function noSuchCase(caseId: string): StoreError {
  return new StoreError('NO_SUCH_CASE', `Expected a case ${caseId} but there is none.`, { caseId });
}

function caseQuery(db: Db) {
  return db.selectFrom('process_case as c').select(CASE_COLUMNS);
}

type CaseQuery = ReturnType<typeof caseQuery>;

async function summaries(db: Db, narrow: (query: CaseQuery) => CaseQuery): Promise<CaseSummary[]> {
  return (await narrow(caseQuery(db)).execute()).map(toSummary);
}

async function toIncident(
  { db, keys }: Pick<StoreContext, 'db' | 'keys'>,
  row: {
    case_id: string;
    incident: string;
    element: number;
    cause: string;
    message: Buffer;
    job: string | null;
    raised_at: number;
    resolved_at: number | null;
  },
): Promise<Incident> {
  const key = await keys.ofCase(db, row.case_id);
  return {
    caseId: row.case_id,
    incident: row.incident,
    element: row.element,
    cause: row.cause,
    message: openJson<string>(key, incidentPlace(row.case_id, row.incident), row.message),
    job: row.job,
    raisedAt: row.raised_at,
    resolvedAt: row.resolved_at,
  };
}
