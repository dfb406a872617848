import { monthsAfter } from '../duties/day-after.ts';
import type { LegalForm } from '../parties.ts';
import { DEFAULT_FORMALITIES } from '../settings/formalities.ts';
import { claimRulesOn } from './claim-rules.ts';

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
    /** First name and surname of a natural person; true for others. */
    readonly nameComplete: boolean;
  };
  /** NIP, address and a person who files. */
  readonly claimantComplete: boolean;
  readonly invoices: readonly ClaimInvoice[];
  /** Grosze; default as nobody has confirmed it otherwise. */
  readonly largestClaim?: number;
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
  | 'nameIncomplete'
  | 'notIdentified'
  | 'nothingOwed'
  | 'foreignCurrency'
  | 'notDue'
  | 'tooOld'
  | 'tooManyInvoices'
  | 'tooLarge';

/**
 * Whether a claim may be filed in the electronic proceedings: money that became due within three years before filing
 * (KPC art. 505(29a)), in złoty, against somebody who is named and identified.
 */
export function permitClaim(facts: ClaimFacts): ClaimPermission {
  const { today, debtor, claimantComplete, invoices, largestClaim = DEFAULT_FORMALITIES.largestClaim } = facts;
  if (!claimantComplete) return refused('claimantIncomplete');
  if (!debtor.addressComplete) return refused('addressIncomplete');
  if (!debtor.nameComplete) return refused('nameIncomplete');
  if (defendantNumber(debtor) === null) return refused('notIdentified');
  const owed = invoices.filter(({ open }) => open > 0);
  const [first] = owed;
  if (!first) return refused('nothingOwed');
  const verdicts = owed.map((invoice) => ({ invoice, reason: obstacle(invoice, today) }));
  const good = verdicts.filter(({ reason }) => reason === null).map(({ invoice }) => invoice);
  if (good.length === 0) return refused(verdicts[0]?.reason ?? 'nothingOwed');
  if (good.length > claimRulesOn(today).mostEvidence) return refused('tooManyInvoices');
  if (good.reduce((sum, { open }) => sum + open, 0) > largestClaim) return refused('tooLarge');
  return { kind: 'permitted', invoices: good.map(({ id }) => id) };
}

/**
 * The number that identifies a defendant (KPC art. 505(32) § 2, Dz.U. 2024 poz. 1568): of a natural person the PESEL, or
 * the NIP where the person has to have one or has one; of others the KRS number, else the NIP. A sole trader is a natural
 * person who has to have a NIP, so that either will do. Null: nothing identifies him.
 */
export function defendantNumber({
  legalForm,
  pesel,
  nip,
  krs,
}: Pick<ClaimFacts['debtor'], 'legalForm' | 'pesel' | 'nip' | 'krs'>): string | null {
  const person = legalForm === 'consumer' || legalForm === 'soleTrader';
  return (person ? pesel : krs) ?? nip;
}

function obstacle({ currency, dueOn }: ClaimInvoice, today: string): ClaimRefusal | null {
  if (currency !== 'PLN') return 'foreignCurrency';
  if (today <= dueOn) return 'notDue';
  return monthsAfter(dueOn, claimRulesOn(today).yearsDue * 12) < today ? 'tooOld' : null;
}

function refused(reason: ClaimRefusal): ClaimPermission {
  return { kind: 'refused', reason };
}
