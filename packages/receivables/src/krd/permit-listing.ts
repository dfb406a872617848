import { daysAfter, daysBetween, monthsAfter } from '../duties/day-after.ts';
import { listingRulesOn } from './listing-rules.ts';

/** What is known of a debtor and a creditor on the day of a listing. Amounts are grosze, days ISO dates. */
export interface ListingFacts {
  readonly today: string;
  readonly debtorKind: 'consumer' | 'business';
  /** Written contract of the creditor with the bureau (art. 12). */
  readonly contract: boolean;
  /** PESEL of a consumer, NIP of others, and the address (art. 2, minimum data). */
  readonly identified: boolean;
  /** Every invoice that the debtor owes this creditor. */
  readonly invoices: readonly ListingInvoice[];
  /** Ids of those that are to be listed. */
  readonly wanted: ReadonlySet<string>;
}

export interface ListingInvoice {
  readonly id: string;
  /** Owed and not disputed. */
  readonly open: number;
  readonly currency: string;
  readonly dueOn: string;
  /** Day on which the demand that names the bureau was posted; null where none was. */
  readonly demandedOn: string | null;
}

export type ListingPermission =
  /** Those of the wanted ones that may be listed today. */
  | { readonly kind: 'permitted'; readonly invoices: readonly string[] }
  /** `from`: first day on which time alone would mend it. */
  | { readonly kind: 'refused'; readonly reason: ListingRefusal; readonly from: string | null };

export type ListingRefusal =
  | 'noContract'
  | 'notIdentified'
  | 'nothingOwed'
  | 'foreignCurrency'
  | 'overdueTooShort'
  | 'tooOld'
  | 'notDemanded'
  | 'monthNotOver'
  | 'belowThreshold';

/**
 * Whether a listing may go out: each invoice overdue long enough and demanded a month before, all that is due to the
 * creditor together at least the least sum. Invoices that fail stay behind; none left is a refusal, for the first reason.
 */
export function permitListing(facts: ListingFacts): ListingPermission {
  const { today, debtorKind, wanted } = facts;
  if (!facts.contract) return refused('noContract');
  if (!facts.identified) return refused('notIdentified');
  const rules = listingRulesOn(today);
  const owed = facts.invoices.filter(({ open }) => open > 0);
  const verdicts = owed
    .filter(({ id }) => wanted.has(id))
    .map((invoice) => ({ invoice, verdict: verdictOf(invoice, facts) }));
  const good = verdicts.filter(({ verdict }) => verdict === null).map(({ invoice }) => invoice.id);
  const [first] = verdicts;
  if (!first) return refused('nothingOwed');
  if (good.length === 0) return soonest(verdicts.flatMap(({ verdict }) => verdict ?? []));
  const due = owed.filter(
    ({ currency, dueOn }) => currency === 'PLN' && daysBetween(dueOn, today) >= rules.daysOverdue,
  );
  const total = due.reduce((sum, { open }) => sum + open, 0);
  return total < rules.leastTotal[debtorKind] ? refused('belowThreshold') : { kind: 'permitted', invoices: good };
}

/** First day on which what was demanded by a letter posted on a day may be listed, if nothing else speaks against it. */
export function listableFrom(postedOn: string): string {
  // The month has to be over: its last day still belongs to the debtor.
  return daysAfter(monthsAfter(postedOn, listingRulesOn(postedOn).monthsAfterDemand), 1);
}

type Refused = Extract<ListingPermission, { kind: 'refused' }>;

function verdictOf(
  { currency, dueOn, demandedOn }: ListingInvoice,
  { today, debtorKind }: ListingFacts,
): Refused | null {
  const rules = listingRulesOn(today);
  if (currency !== 'PLN') return refused('foreignCurrency');
  const years = rules.mostYears[debtorKind];
  if (years !== null && today > monthsAfter(dueOn, years * 12)) return refused('tooOld');
  if (daysBetween(dueOn, today) < rules.daysOverdue)
    return refused('overdueTooShort', daysAfter(dueOn, rules.daysOverdue));
  if (demandedOn === null) return refused('notDemanded');
  const monthOver = monthsAfter(demandedOn, rules.monthsAfterDemand);
  // The month has to be over: its last day still belongs to the debtor.
  return today <= monthOver ? refused('monthNotOver', daysAfter(monthOver, 1)) : null;
}

/** Of several reasons the one that passes first; those that never pass by themselves last. */
function soonest(refusals: readonly Refused[]): Refused {
  const [first, ...rest] = refusals;
  if (!first) return refused('nothingOwed');
  return rest.reduce((best, other) => ((other.from ?? '9999') < (best.from ?? '9999') ? other : best), first);
}

function refused(reason: ListingRefusal, from: string | null = null): Refused {
  return { kind: 'refused', reason, from };
}
