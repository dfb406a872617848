import { monthsAfter } from '../duties/day-after.ts';
import type { LegalForm } from '../parties.ts';

/** What is known on the day of filing. Amounts are grosze, days ISO dates. */
export interface ClaimFacts {
  readonly today: string;
  readonly debtor: {
    readonly legalForm: LegalForm;
    /** Valid numbers; null where unknown. */
    readonly pesel: string | null;
    readonly nip: string | null;
    readonly krs: string | null;
    readonly addressComplete: boolean;
  };
  /** NIP, address and a person who files. */
  readonly claimantComplete: boolean;
  readonly invoices: readonly ClaimInvoice[];
}

export interface ClaimInvoice {
  readonly id: string;
  /** Owed and not disputed. */
  readonly open: number;
  readonly currency: string;
  readonly dueOn: string;
}

export type ClaimPermission =
  /** Those that may be sued for; the rest stays behind. */
  | { readonly kind: 'permitted'; readonly invoices: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: ClaimRefusal };

export type ClaimRefusal =
  | 'claimantIncomplete'
  | 'addressIncomplete'
  | 'notIdentified'
  | 'nothingOwed'
  | 'foreignCurrency'
  | 'notDue'
  | 'tooOld'
  | 'tooManyInvoices'
  | 'tooLarge';

const YEARS = 3;
/** Evidence is counted in a byte of the court's schema. */
const MOST_INVOICES = 127;
/** Grosze; largest claim that the system takes (secondary source). */
const MOST = 10_000_000_000;

/**
 * Whether a claim may be filed in the electronic proceedings: money that became due within three years before filing
 * (KPC art. 505(29a)), in złoty, against somebody who is identified (art. 505(32) § 2: a natural person by PESEL or NIP,
 * others by KRS or NIP).
 */
export function permitClaim({ today, debtor, claimantComplete, invoices }: ClaimFacts): ClaimPermission {
  if (!claimantComplete) return refused('claimantIncomplete');
  if (!debtor.addressComplete) return refused('addressIncomplete');
  const person = debtor.legalForm === 'consumer' || debtor.legalForm === 'soleTrader';
  if ((person ? (debtor.pesel ?? debtor.nip) : (debtor.krs ?? debtor.nip)) === null) return refused('notIdentified');
  const owed = invoices.filter(({ open }) => open > 0);
  const [first] = owed;
  if (!first) return refused('nothingOwed');
  const verdicts = owed.map((invoice) => ({ invoice, reason: obstacle(invoice, today) }));
  const good = verdicts.filter(({ reason }) => reason === null).map(({ invoice }) => invoice);
  if (good.length === 0) return refused(verdicts[0]?.reason ?? 'nothingOwed');
  if (good.length > MOST_INVOICES) return refused('tooManyInvoices');
  if (good.reduce((sum, { open }) => sum + open, 0) > MOST) return refused('tooLarge');
  return { kind: 'permitted', invoices: good.map(({ id }) => id) };
}

function obstacle({ currency, dueOn }: ClaimInvoice, today: string): ClaimRefusal | null {
  if (currency !== 'PLN') return 'foreignCurrency';
  if (today <= dueOn) return 'notDue';
  return monthsAfter(dueOn, YEARS * 12) < today ? 'tooOld' : null;
}

function refused(reason: ClaimRefusal): ClaimPermission {
  return { kind: 'refused', reason };
}
