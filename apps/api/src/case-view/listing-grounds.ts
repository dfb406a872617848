import { localDate } from '@krok/calendar';
import type { ListingGrounds } from '@krok/contracts/schemas';
import { daysBetween, debtorKindOf, KRD, listingRulesOn } from '@krok/receivables';
import type { ActRecord, ListingRecord, SignedApproval, Store } from '@krok/store';
import { iso } from './case-position.ts';

/** Why a debtor was listed: what the law asks for beside what was so on the day of the order, and who approved it. */
export async function listingGrounds(
  store: Store,
  listing: ListingRecord,
  { acts, approvals, zone }: GroundsContext,
): Promise<ListingGrounds> {
  const { id, state, listedOn, reference, items, currency, bundleId, createdAt, organisationId } = listing;
  const ids = items.map(({ invoiceId }) => invoiceId);
  const [invoices, demands, debtor] = await Promise.all([
    store.ledger.invoices({ organisationId, ids, limit: ids.length }),
    store.ledger.demandsPosted(ids),
    store.parties.debtor(listing.debtorId),
  ]);
  const on = localDate(createdAt, zone);
  const { leastTotal, daysOverdue, source } = listingRulesOn(on);
  const approval = approvals.findLast(
    ({ approvedAt, items: signed }) => approvedAt <= createdAt && signed.some(({ approves }) => approves === LISTING),
  );
  return {
    id,
    state,
    orderedAt: iso(createdAt),
    listedOn,
    reference,
    amount: items.reduce((sum, { original }) => sum + original, 0),
    currency,
    effectId: effectOf(acts, bundleId),
    rule: { leastTotal: leastTotal[debtorKindOf(debtor.legalForm)], daysOverdue, source },
    invoices: items.flatMap(({ invoiceId, original: amount }) => {
      const invoice = invoices.find((one) => one.id === invoiceId);
      if (!invoice) return [];
      const demand = demands.find((one) => one.invoiceId === invoiceId && one.bureaus.includes(KRD.code));
      return {
        invoiceNumber: invoice.number,
        dueOn: invoice.dueOn,
        daysOverdue: daysBetween(invoice.dueOn, on),
        amount,
        demandedOn: demand?.postedOn ?? null,
        demandEffectId: demand ? effectOf(acts, demand.bundleId) : null,
      };
    }),
    approval: approval ? { bundleId: approval.bundleId, by: approval.approvedBy, at: iso(approval.approvedAt) } : null,
  };
}

export interface GroundsContext {
  readonly acts: readonly ActRecord[];
  readonly approvals: readonly SignedApproval[];
  readonly zone: string;
}

const LISTING = 'list-in-krd';

function effectOf(acts: readonly ActRecord[], bundleId: string): string | null {
  return acts.find(({ bundle }) => bundle?.id === bundleId)?.effect?.id ?? null;
}
