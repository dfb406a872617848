import { type BusinessCalendar, nextBusinessDay } from '@krok/calendar';
import {
  type EpuAddress,
  type EpuFiling,
  type EpuParty,
  type EpuSubmitter,
  polishAmount,
  polishDate,
} from '@krok/channels';
import { courtFee, daysAfter, debtorKindOf, knownPersonName, statedSum } from '@krok/receivables';
import type { Address, ClaimRecord, Creditor, Debtor, LedgerInvoice, Store } from '@krok/store';

export interface ClaimTerms {
  /** ISO date of the filing. */
  readonly today: string;
  readonly calendar: BusinessCalendar;
  /** A sandbox takes a person of straw where the creditor has named nobody who files. */
  readonly sandbox: boolean;
}

/** The claim for the court; our own number for it is the claim's id. */
export async function composeClaim(
  store: Store,
  claim: ClaimRecord,
  { today, calendar, sandbox }: ClaimTerms,
): Promise<EpuFiling | { readonly problem: string }> {
  const { organisationId, creditorId, debtorId, items } = claim;
  const ids = items.map(({ invoiceId }) => invoiceId);
  const [creditor, debtor, invoices, demands] = await Promise.all([
    store.parties.creditor(creditorId),
    store.parties.debtor(debtorId),
    store.ledger.invoices({ organisationId, ids, limit: ids.length }),
    store.ledger.demandsPosted(ids),
  ]);
  const claimant = claimantOf(creditor);
  const defendant = defendantOf(debtor);
  const submitter = creditor.sending.epuSubmitter ?? (sandbox ? STRAW_PERSON : null);
  if (claimant === null) return { problem: 'Expected NIP and address of the creditor but one is missing.' };
  if (defendant === null) return { problem: 'Expected name, number and address of the debtor but one is missing.' };
  if (submitter === null) return { problem: 'Expected somebody who files for the creditor but nobody is named.' };
  const amountOf = new Map(items.map(({ invoiceId, stated }) => [invoiceId, stated]));
  const interest = debtorKindOf(debtor.legalForm) === 'business' ? 'commercialDelay' : 'delay';
  return {
    kind: 'claim',
    claim: {
      reference: claim.id,
      filedOn: today,
      submitter,
      claimant,
      defendants: [defendant],
      receivables: invoices.map(({ id, number, issuedOn, dueOn }) => ({
        amount: amountOf.get(id) ?? 0,
        invoiceNumber: number,
        issuedOn,
        dueOn,
        // A term that ends on a holiday or Saturday ends on the next day that is neither (KC art. 115).
        interestFrom: daysAfter(nextBusinessDay(dueOn, calendar), 1),
        interest,
      })),
      courtFee: courtFee(statedSum(items), today),
      refundAccount: creditor.bankAccount,
      justification: justify(
        invoices,
        amountOf,
        demands.map(({ postedOn }) => postedOn),
      ),
    },
  };
}

/** KPC art. 187 § 1(3): whether a settlement was tried. */
function justify(
  invoices: readonly LedgerInvoice[],
  amountOf: ReadonlyMap<string, number>,
  demandedOn: readonly string[],
): string {
  const lines = invoices.map(
    ({ id, number, issuedOn, dueOn }) =>
      `- faktura ${number} z ${polishDate(issuedOn)}, termin płatności ${polishDate(dueOn)}, do zapłaty ${polishAmount(amountOf.get(id) ?? 0)}`,
  );
  const [first] = demandedOn.toSorted();
  const tried =
    first === undefined
      ? 'Powód nie podjął mediacji, ponieważ pozwany nie kwestionował należności i nie odpowiadał na przypomnienia.'
      : `Powód próbował polubownie rozwiązać spór: wezwał pozwanego do dobrowolnej zapłaty pismem z ${polishDate(first)}, bez skutku.`;
  return ['Powód dochodzi zapłaty należności wynikających z faktur:', ...lines, tried].join('\n');
}

function claimantOf({ name, nip, address }: Creditor): EpuParty | null {
  const place = toAddress(address);
  return nip === null || place === null
    ? null
    : { kind: 'legalPerson', name, regon: null, krs: null, nip, address: place };
}

function defendantOf(debtor: Debtor): EpuParty | null {
  const { name, legalForm, nip, pesel, regon, krs, address } = debtor;
  const place = toAddress(address);
  if (place === null) return null;
  switch (legalForm) {
    case 'consumer': {
      const person = knownPersonName(debtor);
      return person && { kind: 'person', ...person, pesel, nip, address: place };
    }
    case 'soleTrader': {
      const person = knownPersonName(debtor);
      return person && { kind: 'soleTrader', ...person, firm: name, pesel, nip, address: place };
    }
    case 'partnership':
      return { kind: 'organisationalUnit', name, regon, krs, nip, address: place };
    case 'company':
    case 'publicBody':
      return { kind: 'legalPerson', name, regon, krs, nip, address: place };
  }
}

function toAddress({ street, house, flat, postalCode, town }: Address): EpuAddress | null {
  return house === null || postalCode === null || town === null ? null : { street, house, flat, postalCode, town };
}

const STRAW_PERSON: EpuSubmitter = {
  firstName: 'Jan',
  surname: 'Przykładowy',
  pesel: '44051401458',
  address: { street: 'ul. Przykładowa', house: '1', flat: null, postalCode: '00-001', town: 'Warszawa' },
  basis: 'osoba upoważniona (tryb próbny)',
};
