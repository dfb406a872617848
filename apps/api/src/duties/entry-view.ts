import type { ClaimView, ListingView } from '@krok/contracts/schemas';
import { type DutyProblem, remedyOf, statedSum } from '@krok/receivables';
import type { ClaimRecord, ListingRecord, Store } from '@krok/store';
import { iso } from '../case-view/case-position.ts';
import { invoiceNumbers, partyNames } from './party-names.ts';

export async function listingViews(
  store: Store,
  organisationId: string,
  listings: readonly ListingRecord[],
): Promise<ListingView[]> {
  const common = await commonOf(store, organisationId, listings);
  return listings.map((listing) => {
    const { state, listedOn, duty, problem } = listing;
    return {
      ...common(listing),
      state,
      listedOn,
      duty: duty && {
        kind: duty.kind,
        since: duty.since,
        by: duty.by,
        asked: duty.asked,
        sent: duty.job !== null,
        overdue: duty.overdue,
        retryAt: duty.retryAt === null ? null : iso(duty.retryAt),
      },
      problem: problemView(problem),
    };
  });
}

export async function claimViews(
  store: Store,
  organisationId: string,
  claims: readonly ClaimRecord[],
): Promise<ClaimView[]> {
  const common = await commonOf(store, organisationId, claims);
  return claims.map((claim) => {
    const { state, signature, fee, filedOn, orderOn, servedOn, finalOn, limitedOn, refileBy, duty, problem } = claim;
    return {
      ...common(claim),
      state,
      signature,
      fee,
      filedOn,
      orderOn,
      servedOn,
      finalOn,
      limitedOn,
      refileBy,
      duty: duty && {
        kind: duty.kind,
        since: duty.since,
        costs: duty.costs,
        decideBy: duty.decideBy,
        asked: duty.asked,
        retryAt: duty.retryAt === null ? null : iso(duty.retryAt),
      },
      problem: problemView(problem),
    };
  });
}

/** What listings and claims show alike. */
async function commonOf(store: Store, organisationId: string, entries: readonly (ListingRecord | ClaimRecord)[]) {
  const names = await partyNames(
    store,
    organisationId,
    entries.map(({ debtorId }) => debtorId),
  );
  const numbers = await invoiceNumbers(
    store,
    organisationId,
    entries.flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId)),
  );
  return (entry: ListingRecord | ClaimRecord) => ({
    id: entry.id,
    debtorId: entry.debtorId,
    debtorName: names.debtor(entry.debtorId),
    creditorId: entry.creditorId,
    creditorName: names.creditor(entry.creditorId),
    caseId: entry.caseId,
    currency: entry.currency,
    amount: statedSum(entry.items),
    reference: entry.reference,
    items: entry.items.map(({ invoiceId, original, stated, sending }) => ({
      invoiceId,
      invoiceNumber: numbers.get(invoiceId) ?? null,
      original,
      stated,
      sending,
    })),
    createdAt: iso(entry.createdAt),
    endedAt: entry.endedAt === null ? null : iso(entry.endedAt),
    nextDue: entry.nextDue === null ? null : iso(entry.nextDue),
  });
}

function problemView(problem: DutyProblem | null) {
  if (problem === null) return null;
  const { of, reason, since } = problem;
  return { of, reason, since, remedy: remedyOf(reason) };
}
