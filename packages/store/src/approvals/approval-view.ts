import { createHash } from 'node:crypto';
import { type ActRow, actRows, toActs } from '../acts/act-rows.ts';
import { noSuchBundle } from '../acts/worklist.ts';
import type { Db, Tx } from '../database.ts';
import type { KeyRing } from '../key-ring.ts';
import { listInvoices } from '../ledger/invoice-queries.ts';
import type { ApprovalItem, ApprovalView } from '../surface/approvals.ts';
import { isUuid } from '../uuid.ts';

/** See `ApprovalStore.view`. */
export async function approvalView(executor: Db | Tx, keys: KeyRing, bundleId: string): Promise<ApprovalView> {
  const bundle = isUuid(bundleId)
    ? await executor
        .selectFrom('bundle')
        .selectAll()
        .where('id', '=', bundleId)
        .where('channel', '=', 'approval')
        .executeTakeFirst()
    : undefined;
  if (bundle === undefined) throw noSuchBundle(bundleId);
  const rows: ActRow[] = await actRows(executor)
    .where('a.bundle_id', '=', bundleId)
    .where('a.state', 'in', ['planned', 'done'])
    .orderBy('a.id')
    .execute();
  const items: ApprovalItem[] = [];
  for (const act of await toActs({ executor, keys }, rows)) {
    const invoice = await invoiceOf(executor, bundle.organisation_id, act.subject);
    items.push({
      actId: act.id,
      caseId: act.caseId,
      approves: act.headers['approves'] ?? null,
      ...(invoice ?? NO_INVOICE),
    });
  }
  const { organisation_id: organisationId, creditor_id: creditorId, debtor_id: debtorId } = bundle;
  const shown = { bundleId, creditorId, debtorId, items };
  return {
    ...shown,
    organisationId,
    version: bundle.version,
    status: bundle.status === 'done' ? 'done' : 'open',
    hash: createHash('sha256').update(JSON.stringify(shown)).digest('hex'),
  };
}

async function invoiceOf(
  executor: Db | Tx,
  organisationId: string,
  subject: string | null,
): Promise<Omit<ApprovalItem, 'actId' | 'caseId' | 'approves'> | null> {
  if (subject === null) return null;
  const [invoice] = await listInvoices(executor, { organisationId, ids: [subject] });
  if (invoice === undefined) return null;
  const { id, number, issuedOn, dueOn, currency, undisputed } = invoice;
  return { invoiceId: id, invoiceNumber: number, issuedOn, dueOn, currency, amount: undisputed };
}

const NO_INVOICE = { invoiceId: null, invoiceNumber: null, issuedOn: null, dueOn: null, currency: null, amount: 0 };
