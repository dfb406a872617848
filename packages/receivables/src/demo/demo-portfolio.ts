import { daysAfter } from '../duties/day-after.ts';
import type { ClaimKind } from '../parties.ts';
import { type DemoDebtor, demoDebtors } from './demo-debtors.ts';
import { type DemoFate, fateOf, paymentsFor } from './demo-payments.ts';
import { inventedNip, inventedNrb } from './invented-identifiers.ts';
import { type Random, randomOf } from './random.ts';

export interface DemoOptions {
  readonly seed: number;
  /** ISO date: no document and no payment is of a later day. */
  readonly today: string;
  /** ISO date: payments go on after `today` up to this day; those before stay as they are. */
  readonly paymentsThrough?: string;
  /** Default 300. */
  readonly debtors?: number;
  /** Default 2,000. */
  readonly invoices?: number;
  /** Over which invoices are issued; default 548, eighteen months. */
  readonly days?: number;
}

/** Amounts are grosze, days ISO dates. */
export interface DemoInvoice {
  readonly number: string;
  readonly debtor: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly amount: number;
  readonly claimKind: ClaimKind;
  /** As drawn; what falls after `today` has not happened yet. */
  readonly fate: DemoFate;
}

export interface DemoCorrection {
  readonly number: string;
  readonly debtor: string;
  readonly corrects: string;
  readonly issuedOn: string;
  readonly amount: number;
}

export interface DemoPayment {
  readonly reference: string;
  readonly debtor: string;
  readonly bookedOn: string;
  readonly amount: number;
  readonly title: string;
  /** The invoice that it is for. */
  readonly invoice: string;
  /** Whether the transfer says so in a way that the bank's file shows. */
  readonly namesInvoice: boolean;
  readonly reverses: string | null;
}

export interface DemoCreditor {
  readonly name: string;
  readonly nip: string;
  readonly senderEmail: string;
  readonly bankAccount: string;
  readonly street: string;
  readonly debtors: readonly DemoDebtor[];
  readonly invoices: readonly DemoInvoice[];
  readonly corrections: readonly DemoCorrection[];
  readonly payments: readonly DemoPayment[];
}

/**
 * Two companies and what they are owed: everything is made up and follows from the seed and the day. One invoice in thirty
 * is corrected; one debtor in ten deals with both companies. Old debts are mostly settled: of invoices that nobody paid
 * for half a year, four of five were paid after all.
 */
export function demoPortfolio(options: DemoOptions): readonly DemoCreditor[] {
  const { seed, today, debtors: debtorCount = 300, invoices: invoiceCount = 2_000, days = 548 } = options;
  const paymentsThrough = options.paymentsThrough ?? today;
  const random = randomOf(seed, 'documents');
  const debtors = demoDebtors(seed, debtorCount);
  const drawn = COMPANIES.map(() => [] as Drawn[]);
  for (let index = 0; index < invoiceCount; index += 1) {
    const serial = index < debtorCount ? index : debtorIndex(random, debtorCount);
    const debtor = debtors[serial];
    if (debtor === undefined) throw new RangeError(`Expected at least one debtor but got ${debtorCount}.`);
    const both = serial % 10 === 9 && random.chance(50);
    const side = (serial % 5 < 3 ? 0 : 1) ^ (both ? 1 : 0);
    drawn[side]?.push({ debtor, issuedOn: daysAfter(today, -random.int(0, days - 1)) });
  }
  return COMPANIES.map((company, side) => {
    const own = randomOf(seed, `company ${side}`);
    const books = booksOf(own, drawn[side] ?? [], { today, paymentsThrough }, side);
    const numbers = new Set(books.invoices.map(({ debtor }) => debtor));
    return {
      ...company,
      nip: inventedNip(90_000 + side),
      bankAccount: inventedNrb(1_000 + side),
      debtors: debtors.filter(({ number }) => numbers.has(number)),
      ...books,
    };
  });
}

interface Drawn {
  readonly debtor: DemoDebtor;
  readonly issuedOn: string;
}

type Books = Pick<DemoCreditor, 'invoices' | 'corrections' | 'payments'>;

function booksOf(
  random: Random,
  drawn: readonly Drawn[],
  { today, paymentsThrough }: { readonly today: string; readonly paymentsThrough: string },
  side: number,
): Books {
  const invoices: DemoInvoice[] = [];
  const corrections: DemoCorrection[] = [];
  const payments: Omit<DemoPayment, 'reference'>[] = [];
  const inOrder = drawn.toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0));
  for (const [index, { debtor, issuedOn }] of inOrder.entries()) {
    const number = `FV/${issuedOn.slice(0, 7).replace('-', '/')}/${side + 1}${String(index + 1).padStart(4, '0')}`;
    const dueOn = daysAfter(issuedOn, random.pick([7, 14, 14, 21, 30]));
    const amount = amountOf(random, debtor);
    const wanted = fateOf(random, debtor.habit);
    const old = dueOn < daysAfter(today, -SETTLED_AFTER);
    const fate = old && (wanted === 'unpaid' || wanted === 'partly') && random.chance(80) ? 'veryLate' : wanted;
    const own = { debtor: debtor.number, number };
    invoices.push({
      ...own,
      issuedOn,
      dueOn,
      amount,
      claimKind: random.pick(['sale', 'sale', 'service', 'work', 'transport']),
      fate,
    });
    const correctedOn = daysAfter(issuedOn, random.int(1, 6));
    // Corrected before anybody pays, so that what is paid is what is owed then.
    const corrected =
      random.chance(100 / 30) && correctedOn <= today ? -Math.round((amount * random.int(5, 30)) / 100) : 0;
    if (corrected !== 0) {
      const correction = `FK/${correctedOn.slice(0, 7).replace('-', '/')}/${side + 1}${String(corrections.length + 1).padStart(4, '0')}`;
      corrections.push({
        debtor: debtor.number,
        number: correction,
        corrects: number,
        issuedOn: correctedOn,
        amount: corrected,
      });
    }
    for (const planned of paymentsFor(random, fate, { issuedOn, dueOn, owed: amount + corrected })) {
      const title = planned.namesInvoice ? `Zapłata za ${number}` : 'Zapłata za fakturę';
      payments.push({ ...planned, debtor: debtor.number, title, invoice: number, reverses: null });
    }
  }
  return { invoices, corrections, payments: referenced(payments, paymentsThrough, side) };
}

/** References as a bank gives them: by the day of booking, and a number of the day. */
function referenced(
  payments: readonly Omit<DemoPayment, 'reference'>[],
  through: string,
  side: number,
): readonly DemoPayment[] {
  const happened = payments
    .filter(({ bookedOn }) => bookedOn <= through)
    .toSorted((a, b) => (a.bookedOn < b.bookedOn ? -1 : a.bookedOn > b.bookedOn ? 1 : 0));
  const latest = new Map<string, string>();
  return happened.map((payment, index) => {
    const reference = `BNK${payment.bookedOn.replaceAll('-', '')}${side + 1}${String(index + 1).padStart(6, '0')}`;
    const reverses = payment.amount < 0 ? (latest.get(payment.invoice) ?? null) : null;
    latest.set(payment.invoice, reference);
    return { ...payment, reference, reverses, ...(reverses !== null && { title: 'Zwrot przelewu' }) };
  });
}

/** A third of the debtors have half of the invoices. */
function debtorIndex(random: Random, count: number): number {
  return random.chance(25) ? random.int(0, Math.floor((count - 1) / 3)) : random.int(0, count - 1);
}

function amountOf(random: Random, { legalForm }: DemoDebtor): number {
  const [least, most] =
    legalForm === 'consumer'
      ? [4_900, 90_000]
      : [random.pick([12_000, 40_000, 90_000]), random.pick([180_000, 600_000, 2_500_000])];
  return random.int(least, most);
}

/** Days overdue after which an unpaid invoice has mostly been paid. */
const SETTLED_AFTER = 180;

const COMPANIES = [
  { name: 'Hurtownia Zmyślona Sp. z o.o.', senderEmail: 'naleznosci@hurtownia-zmyslona.example', street: 'Wymyślona' },
  { name: 'Warsztaty Przykładowe S.A.', senderEmail: 'rozliczenia@warsztaty-przykladowe.example', street: 'Bajkowa' },
] as const;
