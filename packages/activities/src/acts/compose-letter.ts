import type { Letter, LetterKind } from '@krok/channels';
import { type Bureau, daysAfter, daysBetween } from '@krok/receivables';
import type { Act, Address, Creditor, Debtor, LedgerInvoice } from '@krok/store';
import { leadOf } from './act-text.ts';

export interface LetterParts {
  readonly acts: readonly Act[];
  readonly creditor: Creditor | null;
  readonly debtor: Debtor | null;
  readonly invoices: readonly LedgerInvoice[];
  readonly bureaus: readonly Bureau[];
  /** ISO date on the organisation's clock. */
  readonly today: string;
  readonly effectKey: string;
}

export type ComposedLetter =
  | { readonly kind: 'letter'; readonly letter: Letter }
  | {
      readonly kind: 'impossible';
      readonly code:
        | 'LETTER_NO_ADDRESS'
        | 'LETTER_NO_SENDER'
        | 'LETTER_NO_INVOICES'
        | 'LETTER_CURRENCIES'
        | 'LETTER_KIND';
      readonly problem: string;
    };

/**
 * One letter for all joined acts. Task header `template` of the lead names its kind (default: as the job type says),
 * `payWithin` the days to pay (`P14D`).
 */
export function composeLetter(parts: LetterParts): ComposedLetter {
  const { acts, creditor, debtor, invoices, today } = parts;
  const lead = leadOf(acts);
  const kind = lead && kindOf(lead);
  if (!lead || !kind) return impossible('LETTER_KIND', 'Expected a known kind of letter but got another.');
  const to = debtor && addressLines(debtor.address);
  if (!debtor || !to)
    return impossible('LETTER_NO_ADDRESS', 'Expected an address of the debtor but it is not complete.');
  const from = creditor && addressLines(creditor.address);
  if (!creditor || !from || creditor.bankAccount === null) {
    return impossible('LETTER_NO_SENDER', 'Expected address and bank account of the creditor but one is missing.');
  }
  const [first] = invoices;
  if (!first) return impossible('LETTER_NO_INVOICES', 'Expected an invoice that is owed but there is none.');
  if (invoices.some(({ currency }) => currency !== first.currency)) {
    return impossible('LETTER_CURRENCIES', 'Expected invoices of one currency but got several.');
  }
  return {
    kind: 'letter',
    letter: {
      kind,
      sender: {
        name: creditor.name,
        address: from,
        nip: creditor.nip,
        lines: (creditor.letterhead ?? '').split('\n').filter((line) => line.trim() !== ''),
        account: creditor.bankAccount,
      },
      recipient: { name: debtor.name, address: to },
      recipientIsPerson: debtor.legalForm === 'consumer' || debtor.legalForm === 'soleTrader',
      reference: `KR/${today.slice(0, 4)}/${parts.effectKey.slice(-8).toUpperCase()}`,
      issuedOn: today,
      payBy: daysAfter(today, daysOf(lead.headers['payWithin']) ?? DAYS_TO_PAY[kind]),
      currency: first.currency,
      invoices: invoices.map(({ number, issuedOn, dueOn, undisputed }) => ({
        number,
        issuedOn,
        dueOn,
        daysOverdue: Math.max(0, daysBetween(dueOn, today)),
        amount: undisputed,
      })),
      bureaus: kind === 'krdWarning' ? parts.bureaus : [],
    },
  };
}

const DAYS_TO_PAY: Readonly<Record<LetterKind, number>> = { reminder: 7, krdWarning: 14, preCourtDemand: 14 };

const KIND_OF_JOB: Readonly<Record<string, LetterKind>> = {
  'send-letter': 'reminder',
  'send-demand-with-krd-warning': 'krdWarning',
  'send-pre-court-demand': 'preCourtDemand',
};
const KIND_OF_TEMPLATE: Readonly<Record<string, LetterKind>> = {
  reminder: 'reminder',
  'demand-with-krd-warning': 'krdWarning',
  'pre-court-demand': 'preCourtDemand',
};

/** A warning that the law asks for keeps its text, whatever the header says. */
function kindOf({ type, headers }: Act): LetterKind | undefined {
  const ofJob = KIND_OF_JOB[type ?? ''];
  const template = headers['template'];
  return ofJob === 'krdWarning' || template === undefined ? ofJob : KIND_OF_TEMPLATE[template];
}

function daysOf(duration: string | undefined): number | null {
  const days = /^P(\d{1,3})D$/.exec(duration ?? '')?.[1];
  return days === undefined ? null : Number(days);
}

function addressLines({ street, house, flat, postalCode, town }: Address): readonly string[] | null {
  if (house === null || postalCode === null || town === null) return null;
  const number = flat === null ? house : `${house}/${flat}`;
  return [`${street ?? town} ${number}`, `${postalCode} ${town}`];
}

function impossible(code: Extract<ComposedLetter, { kind: 'impossible' }>['code'], problem: string): ComposedLetter {
  return { kind: 'impossible', code, problem };
}
