import { type ImportCounts, type LineError, planImport } from '@krok/receivables';
import { lockDebtors } from '../locks.ts';
import { openJson, sealJson } from '../seal.ts';
import type { ImportReport, NewImport } from '../surface/ledger.ts';
import type { ImportRunTable } from '../tables/ledger.ts';
import { newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import type { Selectable } from 'kysely';
import { finishChange } from './finish-change.ts';
import { beginChange, type LedgerChange } from './ledger-change.ts';
import { movePaymentsKnown } from './payments-known.ts';
import { readKnown } from './read-known.ts';
import { writeDebtors } from './write-debtors.ts';
import { writeDocuments } from './write-documents.ts';
import { writePayments } from './write-payments.ts';

/**
 * See `LedgerStore.importOpenItems`. A file without errors is done once and for all; one with errors is read again: what
 * it had to wait for may have come meanwhile, and its good lines say nothing new.
 */
export function importOpenItems(context: StoreContext, request: NewImport): Promise<ImportReport> {
  return transact(context, async (work) => {
    const creditor = await work.tx
      .selectFrom('creditor')
      .select('organisation_id')
      .where('id', '=', request.creditorId)
      .executeTakeFirst();
    if (creditor !== undefined) await lockDebtors(work.tx, creditor.organisation_id);
    const before = await runOf(work, request);
    const change = await beginChange(work, request.creditorId, request.by, before?.id ?? newId());
    if (before !== undefined && before.error_count === 0) {
      return { ...reportOf(work, before), outcome: 'known' as const };
    }
    const plan = planImport(request.file, await readKnown(change, request.file), change.today);
    const run = await keepRun(change, request, plan.counts, plan.errors, before !== undefined);
    const debtors = await writeDebtors(change, request.file, plan.debtors);
    await writeDocuments(change, plan, debtors);
    await writePayments(change, plan.payments, debtors);
    await movePaymentsKnown(change, plan.paymentsThrough);
    await finishChange(change);
    return reportOf(work, run);
  });
}

export function reportOf(work: Pick<Work, 'keys'>, row: Selectable<ImportRunTable>): ImportReport {
  const key = work.keys.ofOrganisation(row.organisation_id);
  return {
    ...toRun(row),
    outcome: 'imported',
    errors: openJson<LineError[]>(key, errorsPlace(row.id), row.errors),
  };
}

export function toRun(row: Selectable<ImportRunTable>) {
  return {
    id: row.id,
    creditorId: row.creditor_id,
    sha256: row.sha256,
    fileName: row.file_name,
    counts: row.counts,
    errorCount: row.error_count,
    importedBy: row.imported_by,
    at: row.at,
  };
}

function runOf({ tx }: Work, { creditorId, sha256 }: NewImport) {
  return tx
    .selectFrom('import_run')
    .selectAll()
    .where('creditor_id', '=', creditorId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}

async function keepRun(
  { work, organisationId, creditorId, importId, at, by }: LedgerChange,
  { sha256, fileName }: NewImport,
  counts: ImportCounts,
  errors: readonly LineError[],
  again: boolean,
): Promise<Selectable<ImportRunTable>> {
  const id = importId ?? newId();
  const said = {
    counts: JSON.stringify(counts),
    error_count: errors.length,
    errors: sealJson(work.keys.ofOrganisation(organisationId), errorsPlace(id), errors),
    file_name: fileName,
    imported_by: by,
    at,
  };
  if (again) {
    return work.tx.updateTable('import_run').set(said).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
  }
  return work.tx
    .insertInto('import_run')
    .values({ ...said, id, organisation_id: organisationId, creditor_id: creditorId, sha256 })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function errorsPlace(id: string): string {
  return `import errors ${id}`;
}
