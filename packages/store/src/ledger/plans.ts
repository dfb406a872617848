import { checkSchedule } from '@krok/receivables';
import { StoreError } from '../errors.ts';
import { checkDebtor } from '../organisations/check-debtor.ts';
import { wakeDaily } from '../outbox/enqueue-wakes.ts';
import type { NewMessage } from '../surface/exchange.ts';
import type { NewPlan } from '../surface/ledger.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { finishChange } from './finish-change.ts';
import { beginChange, type LedgerChange } from './ledger-change.ts';
import { invoiceOf } from './ledger-checks.ts';
import { reviewPlans, type ReviewedPlan } from './plan-rows.ts';

/** See `LedgerStore.agreePlan`. */
export function agreePlan(context: StoreContext, { creditorId, debtorId, by, ...plan }: NewPlan): Promise<string> {
  return transact(context, async (work) => {
    const change = await beginChange(work, creditorId, by);
    await checkDebtor(work, change.organisationId, debtorId);
    const invoiceIds = [...new Set(plan.invoiceIds)];
    const open = new Map<string, number>();
    const currencies = new Set<string>();
    for (const id of invoiceIds) {
      const found = await invoiceOf(change, id, debtorId);
      open.set(id, found.open);
      currencies.add(found.currency);
    }
    if (currencies.size > 1) {
      const text = `Expected invoices of one currency but got ${[...currencies].join(', ')}.`;
      throw new StoreError('WRONG_CURRENCY', text, { currencies: [...currencies].join(', ') });
    }
    const owed = [...open.values()].reduce((sum, amount) => sum + Math.max(0, amount), 0);
    const problem = checkSchedule(plan.schedule, owed, change.today);
    if (problem !== null) {
      throw new StoreError(
        'WRONG_SCHEDULE',
        `Expected parts of ${owed} grosze from ${change.today} on but got ${problem}.`,
        {
          problem,
          owed,
        },
      );
    }
    await checkFree(change, invoiceIds);
    const id = newId();
    const { tx } = work;
    await tx
      .insertInto('instalment_plan')
      .values({
        id,
        organisation_id: change.organisationId,
        creditor_id: creditorId,
        debtor_id: debtorId,
        schedule: JSON.stringify(plan.schedule),
        agreed_by: by,
        agreed_at: change.at,
        settled_at: null,
        missed_on: null,
      })
      .execute();
    await tx
      .insertInto('plan_invoice')
      .values([...open].map(([invoiceId, amount]) => ({ plan_id: id, invoice_id: invoiceId, open_before: amount })))
      .execute();
    // What was promised before is part of the plan now.
    await tx
      .updateTable('promise_item')
      .set({ state: 'replaced', settled_at: change.at })
      .where('invoice_id', 'in', invoiceIds)
      .where('state', '=', 'open')
      .execute();
    change.touched.add(debtorId);
    const planEndsOn = plan.schedule.at(-1)?.dueOn ?? change.today;
    await finishChange(
      change,
      invoiceIds.map((invoiceId) => ({ name: 'plan-agreed', correlationKey: invoiceId, variables: { planEndsOn } })),
    );
    await wakeDaily(work, change.organisationId, change.at);
    return id;
  });
}

/** See `LedgerStore.cancelPlan`. */
export function cancelPlan(context: StoreContext, planId: string, by: string | null): Promise<void> {
  return transact(context, async (work) => {
    const plan = isUuid(planId)
      ? await work.tx.selectFrom('instalment_plan').selectAll().where('id', '=', planId).executeTakeFirst()
      : undefined;
    if (plan === undefined)
      throw new StoreError('NO_SUCH_PLAN', `Expected a plan ${planId} but there is none.`, { planId });
    const change = await beginChange(work, plan.creditor_id, by);
    const ended = await end(change, planId, 'cancelled', null);
    if (!ended) return;
    const members = await work.tx
      .selectFrom('plan_invoice')
      .select('invoice_id')
      .where('plan_id', '=', planId)
      .execute();
    change.touched.add(plan.debtor_id);
    await finishChange(
      change,
      members.map((row) => ({ name: 'plan-cancelled', correlationKey: row.invoice_id, variables: {} })),
    );
  });
}

/** See `LedgerStore.breakPlans`: each creditor's books in a transaction of their own. */
export async function breakPlans(context: StoreContext, organisationId: string): Promise<{ broken: number }> {
  const creditors = await context.db
    .selectFrom('instalment_plan')
    .select('creditor_id')
    .distinct()
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'running')
    .execute();
  let broken = 0;
  for (const row of creditors) broken += await transact(context, (work) => breakOf(work, row.creditor_id));
  return { broken };
}

/** Running plans about invoices that were just paid: those with nothing left are kept. */
export async function keepPlans(change: LedgerChange): Promise<void> {
  const paid = [...new Set(change.posted.map((row) => row.invoice_id))];
  for (const { id, review } of await reviewPlans(change, paid)) {
    if (review.kind === 'kept') await end(change, id, 'kept', null);
  }
}

async function breakOf(work: Work, creditorId: string): Promise<number> {
  const change = await beginChange(work, creditorId, null);
  const missed = (await reviewPlans(change)).filter(({ review }) => review.kind === 'broken');
  const told: NewMessage[] = [];
  for (const plan of missed) {
    if (plan.review.kind !== 'broken') continue;
    await end(change, plan.id, 'broken', plan.review.missed.dueOn);
    change.touched.add(plan.debtorId);
    told.push(...newsOf(plan, plan.review.missed.dueOn));
  }
  await finishChange(change, told);
  return missed.length;
}

/** The rest is due at once: each invoice that is still open hears of it. */
function newsOf({ invoices }: ReviewedPlan, missedOn: string): NewMessage[] {
  return invoices
    .filter(({ open }) => open > 0)
    .map(({ invoiceId, open }) => ({
      name: 'plan-broken',
      correlationKey: invoiceId,
      variables: { missedOn, openAmount: open },
    }));
}

async function end(
  { work: { tx }, at }: LedgerChange,
  planId: string,
  state: 'kept' | 'broken' | 'cancelled',
  missedOn: string | null,
): Promise<boolean> {
  const ended = await tx
    .updateTable('instalment_plan')
    .set({ state, settled_at: at, missed_on: missedOn })
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

async function checkFree({ work: { tx } }: LedgerChange, invoiceIds: readonly string[]): Promise<void> {
  const taken = await tx
    .selectFrom('plan_invoice as i')
    .innerJoin('instalment_plan as p', 'p.id', 'i.plan_id')
    .select('i.invoice_id')
    .where('i.invoice_id', 'in', invoiceIds)
    .where('p.state', '=', 'running')
    .executeTakeFirst();
  if (taken !== undefined) {
    throw new StoreError('PLAN_RUNS', `Expected invoices in no running plan but ${taken.invoice_id} is in one.`, {
      invoiceId: taken.invoice_id,
    });
  }
}
