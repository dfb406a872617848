import { StoreError } from '../errors.ts';
import { termsOf } from '../organisations/present.ts';
import { clockNow } from '@krok/calendar';
import type { LedgerStore } from '../surface/ledger.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { debtorBalances } from './debtor-balances.ts';
import { debtorLedgers } from './debtor-ledger.ts';
import { demandsPosted, recordDemandPosted } from './demands-posted.ts';
import { finishChange } from './finish-change.ts';
import { endHold, openDispute, setHold } from './holds.ts';
import { importOpenItems, reportOf, toRun } from './import-open-items.ts';
import { balancesAt, listInvoices, postingsOf, readInvoice } from './invoice-queries.ts';
import { beginChange, noSuchCreditor } from './ledger-change.ts';
import { ledgerView } from './ledger-view.ts';
import { movePaymentsKnown } from './payments-known.ts';
import { agreePlan, breakPlans, cancelPlan } from './plans.ts';
import { breakPromises, recordPromise } from './promises.ts';
import { recordPayment, reversePayment } from './record-payment.ts';
import { reverseWriteOff, writeOff } from './write-offs.ts';

export function ledgerStore(context: StoreContext): LedgerStore {
  const { db } = context;
  return {
    importOpenItems: (request) => importOpenItems(context, request),
    imports: async (organisationId, limit = 100) => {
      const rows = await db
        .selectFrom('import_run')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toRun);
    },
    importReport: async (id) => {
      const row = isUuid(id)
        ? await db.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined;
      if (row === undefined) {
        throw new StoreError('NO_SUCH_IMPORT', `Expected an import ${id} but there is none.`, { importId: id });
      }
      return { ...reportOf(context, row), organisationId: row.organisation_id };
    },
    recordPayment: (payment) => recordPayment(context, payment),
    reversePayment: (reversal) => reversePayment(context, reversal),
    writeOff: (order) => writeOff(context, order),
    reverseWriteOff: (order) => reverseWriteOff(context, order),
    setPaymentsKnownThrough: (creditorId, day) =>
      transact(context, async (work) => {
        const change = await beginChange(work, creditorId, null);
        await movePaymentsKnown(change, day);
        await finishChange(change);
      }),
    setHold: (hold) => setHold(context, hold),
    openDispute: (dispute) => openDispute(context, dispute),
    endHold: (holdId, by) => endHold(context, holdId, by),
    recordPromise: (promise) => recordPromise(context, promise),
    breakPromises: (organisationId) => breakPromises(context, organisationId),
    agreePlan: (plan) => agreePlan(context, plan),
    cancelPlan: (planId, by) => cancelPlan(context, planId, by),
    breakPlans: (organisationId) => breakPlans(context, organisationId),
    invoice: (id) => readInvoice(db, id),
    invoices: (filter) => listInvoices(db, filter),
    postings: (invoiceId) => postingsOf(db, invoiceId),
    balancesAt: (invoiceIds, day) => balancesAt(db, invoiceIds, day),
    debtor: (debtorId) => debtorLedgers(db, debtorId),
    balances: (filter) => debtorBalances(db, filter),
    view: async (creditorId, debtorId) => {
      const creditor = isUuid(creditorId)
        ? await db.selectFrom('creditor').select('organisation_id').where('id', '=', creditorId).executeTakeFirst()
        : undefined;
      if (creditor === undefined) throw noSuchCreditor(creditorId);
      const { clock, zone } = await termsOf(db, creditor.organisation_id);
      return ledgerView(db, { creditorId, debtorId, now: clockNow(clock, Date.now()), zone });
    },
    recordDemandPosted: (demands) => recordDemandPosted(context, demands),
    demandsPosted: (invoiceIds) => demandsPosted(db, invoiceIds),
  };
}
