import { reviewPlan, type PlanReview } from '@krok/receivables';
import type { Db, Tx } from '../database.ts';
import { termsOf } from '../organisations/present.ts';
import { settingOf } from '../settings/setting-rows.ts';
import type { InstalmentPlan } from '../surface/ledger.ts';
import type { LedgerChange } from './ledger-change.ts';

/** Of a debtor and creditor, newest first. */
export async function plansOf(executor: Db | Tx, creditorId: string, debtorId: string): Promise<InstalmentPlan[]> {
  const plans = await executor
    .selectFrom('instalment_plan')
    .selectAll()
    .where('creditor_id', '=', creditorId)
    .where('debtor_id', '=', debtorId)
    .orderBy('agreed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return Promise.all(
    plans.map(async (plan) => {
      const invoices = await executor
        .selectFrom('plan_invoice')
        .select(['invoice_id', 'open_before'])
        .where('plan_id', '=', plan.id)
        .orderBy('invoice_id')
        .execute();
      return {
        id: plan.id,
        agreedAt: plan.agreed_at,
        agreedBy: plan.agreed_by,
        state: plan.state,
        missedOn: plan.missed_on,
        invoiceIds: invoices.map((row) => row.invoice_id),
        schedule: plan.schedule,
        owedBefore: invoices.reduce((sum, row) => sum + row.open_before, 0),
      };
    }),
  );
}

export interface ReviewedPlan {
  readonly id: string;
  readonly debtorId: string;
  readonly invoices: readonly { readonly invoiceId: string; readonly open: number }[];
  readonly review: PlanReview;
}

/** Running plans of the creditor, as they stand; only those about some of the invoices where given. */
export async function reviewPlans(
  { work: { tx }, organisationId, creditorId, today, tolerance }: LedgerChange,
  about?: readonly string[],
): Promise<ReviewedPlan[]> {
  if (about?.length === 0) return [];
  let query = tx
    .selectFrom('instalment_plan as p')
    .innerJoin('plan_invoice as i', 'i.plan_id', 'p.id')
    .innerJoin('invoice_balance as b', 'b.invoice_id', 'i.invoice_id')
    .innerJoin('creditor as c', 'c.id', 'p.creditor_id')
    .select([
      'p.id',
      'p.debtor_id',
      'p.schedule',
      'i.invoice_id',
      'i.open_before',
      'b.open',
      'c.payments_known_through',
    ])
    .where('p.creditor_id', '=', creditorId)
    .where('p.state', '=', 'running')
    .orderBy('p.id')
    .orderBy('i.invoice_id');
  if (about !== undefined) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('plan_invoice as w')
          .select('w.plan_id')
          .whereRef('w.plan_id', '=', 'p.id')
          .where('w.invoice_id', 'in', about),
      ),
    );
  }
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const { calendar } = await termsOf(tx, organisationId);
  const { promiseGraceDays: graceDays } = (await settingOf(tx, organisationId, 'contactPolicy')).content;
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    const review = reviewPlan({
      schedule: first.schedule,
      owedBefore: members.reduce((sum, row) => sum + row.open_before, 0),
      owedNow: members.reduce((sum, { open }) => sum + Math.max(0, open), 0),
      tolerance,
      paymentsKnownThrough: first.payments_known_through,
      today,
      calendar,
      graceDays,
    });
    const invoices = members.map(({ invoice_id: invoiceId, open }) => ({ invoiceId, open }));
    return [{ id, debtorId: first.debtor_id, invoices, review }];
  });
}
