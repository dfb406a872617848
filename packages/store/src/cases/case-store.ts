import type { Command } from '@krok/engine';
import { StoreError } from '../errors.ts';
import { presentOf } from '../organisations/present.ts';
import { enqueueCommand } from '../outbox/enqueue.ts';
import type { CaseStore } from '../surface/cases.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { caseIncidents, listCases, noSuchCase, openCase, openIncidents, readCase } from './case-queries.ts';
import { createCase } from './create-case.ts';

export function caseStore(context: StoreContext): CaseStore {
  return {
    create: (request) => createCase(context, request),
    open: (caseId) => openCase(context, caseId),
    read: (caseId) => readCase(context.db, caseId),
    list: (filter) => listCases(context.db, filter),
    incidents: (caseId) => caseIncidents(context, caseId),
    openIncidents: (organisationId, limit) => openIncidents(context, organisationId, limit),
    enqueue: (caseId, command, by) => enqueue(context, caseId, command, by),
  };
}

async function enqueue(context: StoreContext, caseId: string, command: Command, by?: string): Promise<string> {
  if (!isUuid(caseId)) throw noSuchCase(caseId);
  return transact(context, async (work) => {
    const row = await work.tx
      .selectFrom('process_case')
      .select(['organisation_id', 'status'])
      .where('id', '=', caseId)
      .executeTakeFirst();
    if (row === undefined) throw noSuchCase(caseId);
    if (row.status === 'completed' || row.status === 'terminated') throw caseClosed(caseId, row.status);
    const organisationId = row.organisation_id;
    const at = await presentOf(work.tx, organisationId);
    return enqueueCommand(work, { organisationId, caseId, command, at, ...(by === undefined ? {} : { by }) });
  });
}

export function caseClosed(caseId: string, status: string): StoreError {
  return new StoreError('CASE_CLOSED', `Expected the case ${caseId} to be open but it is ${status}.`, { caseId });
}
