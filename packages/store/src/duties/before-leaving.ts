import { clockNow } from '@krok/calendar';
import { changeOf, type ClaimEvent, type ListingEvent, type StatedItem, statusVariables } from '@krok/receivables';
import { sql, type Selectable } from 'kysely';
import { actRows, type ActRow } from '../acts/act-rows.ts';
import { enqueueOutcome } from '../acts/enqueue-outcome.ts';
import { spendApproval } from '../approvals/spend-approval.ts';
import { termsOf } from '../organisations/present.ts';
import type { LedgerInvoice } from '../surface/ledger.ts';
import type { BundleTable } from '../tables/acts.ts';
import { isUuid, newId } from '../uuid.ts';
import type { Work } from '../work.ts';
import type { At } from './at.ts';
import { attendTo, attendToInvoices } from './attention.ts';
import { happenToClaim, lockClaim } from './claim-rows.ts';
import { happenToListing, lockListing } from './listing-rows.ts';
import { LIST_IN_KRD } from './duty-act.ts';
import { factsOf } from './owed-now.ts';
import { permitOrder } from './permit-order.ts';

/**
 * Right before an act to the register or the court is attempted, under its desk's lock: a demand leaves as it was
 * approved and its entry is written down first; of a duty, what it says is fixed. Gives how many acts are left.
 */
export async function beforeLeaving(work: Work, bundle: Selectable<BundleTable>): Promise<number> {
  const rows: ActRow[] = await actRows(work.tx)
    .where('a.bundle_id', '=', bundle.id)
    .where('a.state', '=', 'planned')
    .orderBy('a.id')
    .execute();
  if (bundle.channel !== 'krd' && bundle.channel !== 'epu') return rows.length;
  const { clock, zone } = await termsOf(work.tx, bundle.organisation_id);
  const at = { now: clockNow(clock, Date.now()), zone };
  let left = 0;
  const ordered: Ordered[] = [];
  const wishes = rows.filter(({ kind }) => kind === 'demand').flatMap(({ subject }) => subject ?? []);
  const permitted = await permitOrder(work, bundle, wishes.filter(isUuid), at);
  for (const row of rows) {
    if (row.source_kind === 'listing' && row.type === LIST_IN_KRD) {
      if (await mayOrderAgain(work, bundle, row, at)) left += 1;
      continue;
    }
    if (row.source_kind === 'listing' || row.source_kind === 'claim') {
      if (await fixDuty(work, row, at)) left += 1;
      continue;
    }
    if (row.kind === 'duty') {
      await leaveToEntry(work, row, at.now);
      continue;
    }
    const invoice = permitted.invoices.get(row.subject ?? '');
    const reason = invoice === undefined ? 'nothingOwed' : permitted.reasonOf(invoice.id);
    if (invoice === undefined || reason !== null) {
      await refuse(work, row, reason ?? 'nothingOwed', at.now);
      continue;
    }
    if (!(await spendApproval(work, row, invoice.undisputed, at.now))) continue;
    left += 1;
    ordered.push({ row, invoice });
  }
  if (ordered.length > 0) await writeOrder(work, bundle, ordered, at);
  if (left < rows.length) {
    await work.tx
      .updateTable('bundle')
      .set({ version: sql`version + 1`, ...(left === 0 && { status: 'empty' as const }) })
      .where('id', '=', bundle.id)
      .execute();
  }
  return left;
}

interface Ordered {
  readonly row: ActRow;
  readonly invoice: LedgerInvoice;
}

/** Nothing leaves: the case goes on and may branch on the status. */
async function refuse(work: Work, row: ActRow, reason: string, now: number): Promise<void> {
  await work.tx.updateTable('act').set({ state: 'refused', reason, plan_at: null }).where('id', '=', row.id).execute();
  const variables = statusVariables(row.channel, 'refused', reason);
  await enqueueOutcome(work, row, { kind: 'completed', variables }, now);
}

/** A duty that a drawing asks for: the listing or the claim itself sees to it, once. */
async function leaveToEntry(work: Work, row: ActRow, now: number): Promise<void> {
  const reason = row.channel === 'krd' ? 'byListing' : 'byClaim';
  await work.tx
    .updateTable('act')
    .set({ state: 'notNeeded', reason, plan_at: null })
    .where('id', '=', row.id)
    .execute();
  const variables = statusVariables(row.channel, 'notNeeded', reason);
  await enqueueOutcome(work, row, { kind: 'completed', variables }, now);
  if (row.subject !== null && isUuid(row.subject)) {
    await attendToInvoices(work, row.organisation_id, [row.subject], now);
  }
}

/** False where nothing is owed any more: the act has lost its object. */
async function fixDuty(work: Work, row: ActRow, { now, zone }: At): Promise<boolean> {
  if (row.source_kind === 'listing') {
    const listing = await lockListing(work, row.source_id);
    const change = listing.duty && changeOf(listing.items, await factsOf(work.tx, listing, now, zone));
    if (listing.duty !== null && change !== null && listing.endedAt === null) {
      const duty = change.kind === 'nothingLeft' ? 'remove' : 'update';
      const events: ListingEvent[] = [{ kind: 'dutyLeaving', targets: change.targets }];
      if (duty !== listing.duty.kind) events.unshift({ kind: 'dutyChanged', duty });
      await happenToListing(work, listing, events, now);
      return true;
    }
    await attendTo(work, listing.organisationId, 'listing', [listing.id], now);
  } else {
    const claim = await lockClaim(work, row.source_id);
    const change = claim.duty && changeOf(claim.items, await factsOf(work.tx, claim, now, zone));
    const open = claim.state === 'sent' || claim.state === 'registered' || claim.state === 'orderIssued';
    if (claim.duty !== null && change !== null && change.kind !== 'more' && open) {
      const duty = change.kind === 'nothingLeft' ? 'withdraw' : 'limit';
      const events: ClaimEvent[] = [{ kind: 'dutyLeaving', targets: change.targets }];
      if (duty !== claim.duty.kind) events.unshift({ kind: 'dutyChanged', duty });
      await happenToClaim(work, claim, events, now);
      return true;
    }
    await attendTo(work, claim.organisationId, 'claim', [claim.id], now);
  }
  await work.tx
    .updateTable('act')
    .set({ state: 'notNeeded', reason: 'nothing is owed', plan_at: null })
    .where('id', '=', row.id)
    .execute();
  return false;
}

/** The order goes out once more only as it was approved: amounts, and what the law asks for on the day. */
async function mayOrderAgain(work: Work, bundle: Selectable<BundleTable>, row: ActRow, at: At): Promise<boolean> {
  const listing = await lockListing(work, row.source_id);
  const ids = listing.items.map(({ invoiceId }) => invoiceId);
  const changed = changeOf(listing.items, await factsOf(work.tx, listing, at.now, at.zone)) !== null;
  const permitted = await permitOrder(work, bundle, ids, at, listing.id);
  const reason = changed
    ? 'amountChanged'
    : (ids.map((id) => permitted.reasonOf(id)).find((each) => each !== null) ?? null);
  if (reason === null && listing.state === 'rejected') return true;
  await refuse(work, row, reason ?? 'underWay', at.now);
  return false;
}

/** The entry as it is about to be, before anything leaves: an attempt that nobody knows about is known here. */
async function writeOrder(
  work: Work,
  bundle: Selectable<BundleTable>,
  ordered: readonly Ordered[],
  { now }: At,
): Promise<void> {
  const [first] = ordered;
  const { creditor_id: creditorId, debtor_id: debtorId } = bundle;
  if (first === undefined || creditorId === null || debtorId === null) return;
  const items = ordered.map(
    ({ invoice: { id, undisputed } }): StatedItem => ({
      invoiceId: id,
      original: undisputed,
      stated: undisputed,
      sending: null,
    }),
  );
  const entry = bundle.channel === 'krd' ? 'listing' : 'claim';
  const row = {
    id: newId(),
    organisation_id: bundle.organisation_id,
    creditor_id: creditorId,
    debtor_id: debtorId,
    desk_key: bundle.desk_key,
    bundle_id: bundle.id,
    case_id: first.row.case_id,
    element: first.row.element,
    currency: first.invoice.currency,
    reference: null,
    ask_at: null,
    next_due: null,
    created_at: now,
    ended_at: null,
    duty: null,
  };
  const known = await work.tx.selectFrom(entry).select('id').where('bundle_id', '=', bundle.id).executeTakeFirst();
  const id = known?.id ?? row.id;
  if (entry === 'listing') {
    if (known === undefined) {
      await work.tx
        .insertInto('listing')
        .values({ ...row, state: 'planned', listed_on: null })
        .execute();
    }
    await happenToListing(work, await lockListing(work, id), [{ kind: 'ordered', items }], now);
    return;
  }
  const days = { filed_on: null, order_on: null, served_on: null, final_on: null, limited_on: null, refile_by: null };
  if (known === undefined) {
    await work.tx
      .insertInto('claim')
      .values({ ...row, ...days, state: 'draft', signature: null })
      .execute();
  }
  await happenToClaim(work, await lockClaim(work, id), [{ kind: 'drafted', items }], now);
}
