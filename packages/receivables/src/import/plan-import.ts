import type { Column } from './columns.ts';
import type { KnownDebtor, KnownDocument, KnownItems, KnownPayment } from './known-items.ts';
import { type Expected, lineError, type LineError } from './line-error.ts';
import type {
  CorrectionLine,
  DebtorLine,
  ImportCounts,
  InvoiceLine,
  OpenItemsFile,
  PaymentLine,
} from './open-items-file.ts';

/** What is to be written, in this order. A debtor is named by the creditor's number: a new one has no id yet. */
export interface ImportPlan {
  readonly debtors: readonly PlannedDebtor[];
  readonly invoices: readonly PlannedInvoice[];
  readonly corrections: readonly CorrectionLine[];
  readonly payments: readonly PaymentLine[];
  readonly paymentsThrough: string | null;
  readonly errors: readonly LineError[];
  readonly counts: ImportCounts;
}

export interface PlannedDebtor {
  readonly line: DebtorLine;
  /** `link`: known to another creditor or under another number. */
  readonly kind: 'add' | 'link' | 'change';
  readonly debtorId: string | null;
}

export interface PlannedInvoice {
  readonly line: InvoiceLine;
  /** The invoice as it was, where the line changes it: the amount by a posting, the due date. */
  readonly known: KnownDocument | null;
}

/**
 * Compares a file with the ledger. Lines that say nothing new are counted and left out; lines that contradict what can't
 * change are refused one by one; the rest is to be written.
 *
 * @param today ISO date on the organisation's clock: what is booked or issued later is refused
 */
export function planImport(file: OpenItemsFile, known: KnownItems, today: string): ImportPlan {
  return new Planning(known, today, file.headings).plan(file);
}

class Planning {
  readonly #known: KnownItems;
  readonly #today: string;
  readonly #headings: OpenItemsFile['headings'];
  readonly #errors: LineError[] = [];
  #unchanged = 0;
  /** Debtor of each number of the creditor: its id, or the number itself while it has none. */
  readonly #debtorOf = new Map<string, string>();
  readonly #documents = new Map<string, Pick<KnownDocument, 'kind' | 'debtorId' | 'currency'>>();
  readonly #payments = new Map<string, Omit<KnownPayment, 'id'>>();

  constructor(known: KnownItems, today: string, headings: OpenItemsFile['headings']) {
    this.#known = known;
    this.#headings = headings;
    this.#today = today;
    for (const [number, { id, erased }] of known.debtors) if (!erased) this.#debtorOf.set(number, id);
    for (const [number, document] of known.documents) this.#documents.set(number, document);
    for (const [reference, payment] of known.payments) this.#payments.set(reference, payment);
  }

  plan(file: OpenItemsFile): ImportPlan {
    const debtors = file.debtors.flatMap((line) => this.#debtor(line) ?? []);
    const invoices = file.invoices.flatMap((line) => this.#invoice(line) ?? []);
    const corrections = file.corrections.filter((line) => this.#correction(line));
    // A payment may be taken back by an earlier line of the same file.
    const incoming = file.payments.filter((line) => line.reverses === null && this.#payment(line));
    const outgoing = file.payments.filter((line) => line.reverses !== null && this.#reversal(line));
    return {
      debtors,
      invoices,
      corrections,
      payments: [...incoming, ...outgoing],
      paymentsThrough: this.#through(file.paymentsThrough),
      errors: [...file.errors, ...this.#errors].sort((a, b) => a.line - b.line),
      counts: {
        debtorsAdded: debtors.filter(({ kind }) => kind === 'add').length,
        debtorsChanged: debtors.filter(({ kind }) => kind !== 'add').length,
        invoicesAdded: invoices.filter((each) => each.known === null).length,
        invoicesChanged: invoices.filter((each) => each.known !== null).length,
        correctionsAdded: corrections.length,
        paymentsAdded: incoming.length + outgoing.length,
        unchanged: this.#unchanged,
      },
    };
  }

  #debtor(line: DebtorLine): PlannedDebtor | null {
    const own = this.#known.debtors.get(line.debtor);
    if (own?.erased) return this.#refuse(line.line, 'debtor', 'livingDebtor', line.debtor);
    if (own !== undefined) return this.#changed(line, own, 'change');
    const identifier = line.legalForm === 'consumer' ? line.details.pesel : line.details.nip;
    const same = identifier === undefined ? [] : (this.#known.byIdentifier.get(identifier) ?? []);
    const alike = same.filter(({ erased }) => !erased);
    if (alike.length > 1) {
      const column = line.legalForm === 'consumer' ? 'pesel' : 'nip';
      return this.#refuse(line.line, column, 'oneDebtor', identifier ?? '');
    }
    const [other] = alike;
    if (other !== undefined) {
      this.#debtorOf.set(line.debtor, other.id);
      return { line, kind: 'link', debtorId: other.id };
    }
    this.#debtorOf.set(line.debtor, line.debtor);
    return { line, kind: 'add', debtorId: null };
  }

  #changed(line: DebtorLine, own: KnownDebtor, kind: 'change'): PlannedDebtor | null {
    const known = new Map(Object.entries(own.details));
    const says = Object.entries(line.details).some(([key, value]) => known.get(key) !== value);
    if (says || line.name !== own.name || line.legalForm !== own.legalForm) return { line, kind, debtorId: own.id };
    this.#unchanged += 1;
    return null;
  }

  #invoice(line: InvoiceLine): PlannedInvoice | null {
    const debtorId = this.#debtorOf.get(line.debtor);
    if (debtorId === undefined) return this.#refuse(line.line, 'debtor', 'knownDebtor', line.debtor);
    if (line.issuedOn > this.#today) return this.#refuse(line.line, 'issued', 'pastDate', line.issuedOn);
    const known = this.#known.documents.get(line.number) ?? null;
    if (known === null) {
      this.#documents.set(line.number, { kind: 'invoice', debtorId, currency: line.currency });
      return { line, known: null };
    }
    if (known.kind !== 'invoice') return this.#refuse(line.line, 'number', 'onceInFile', line.number);
    if (known.debtorId !== debtorId) return this.#refuse(line.line, 'debtor', 'sameDebtor', line.debtor);
    if (known.currency !== line.currency) return this.#refuse(line.line, 'currency', 'sameCurrency', line.currency);
    if (known.amount !== line.amount || known.dueOn !== line.dueOn) return { line, known };
    this.#unchanged += 1;
    return null;
  }

  #correction(line: CorrectionLine): boolean {
    const debtorId = this.#debtorOf.get(line.debtor);
    if (debtorId === undefined) return this.#no(line.line, 'debtor', 'knownDebtor', line.debtor);
    if (line.issuedOn > this.#today) return this.#no(line.line, 'issued', 'pastDate', line.issuedOn);
    const known = this.#known.documents.get(line.number);
    if (known !== undefined) {
      if (known.kind !== 'correction' || known.amount !== line.amount) {
        return this.#no(line.line, 'number', 'sameContent', line.number);
      }
      this.#unchanged += 1;
      return false;
    }
    const corrected = this.#documents.get(line.corrects);
    if (corrected?.kind !== 'invoice') return this.#no(line.line, 'corrects', 'knownInvoice', line.corrects);
    if (corrected.debtorId !== debtorId) return this.#no(line.line, 'debtor', 'sameDebtor', line.debtor);
    if (corrected.currency !== line.currency) return this.#no(line.line, 'currency', 'sameCurrency', line.currency);
    this.#documents.set(line.number, { kind: 'correction', debtorId, currency: line.currency });
    return true;
  }

  #payment(line: PaymentLine): boolean {
    const debtorId = this.#debtorOf.get(line.debtor);
    if (debtorId === undefined) return this.#no(line.line, 'debtor', 'knownDebtor', line.debtor);
    if (this.#isKnown(line)) return false;
    if (line.bookedOn > this.#today) return this.#no(line.line, 'booked', 'pastDate', line.bookedOn);
    const named = line.invoice === null ? undefined : this.#documents.get(line.invoice);
    if (named !== undefined && named.debtorId !== debtorId) {
      return this.#no(line.line, 'invoice', 'sameDebtor', line.invoice ?? '');
    }
    const { bookedOn, amount, currency } = line;
    this.#payments.set(line.reference, { debtorId, bookedOn, amount, currency, reversed: false });
    return true;
  }

  #reversal(line: PaymentLine): boolean {
    if (this.#isKnown(line)) return false;
    const debtorId = this.#debtorOf.get(line.debtor);
    const payment = this.#payments.get(line.reverses ?? '');
    if (payment === undefined) return this.#no(line.line, 'reverses', 'knownPayment', line.reverses ?? '');
    if (payment.debtorId !== debtorId) return this.#no(line.line, 'debtor', 'sameDebtor', line.debtor);
    if (line.bookedOn > this.#today) return this.#no(line.line, 'booked', 'pastDate', line.bookedOn);
    if (payment.currency !== line.currency) return this.#no(line.line, 'currency', 'sameCurrency', line.currency);
    if (payment.reversed || payment.amount !== -line.amount) {
      return this.#no(line.line, 'amount', 'wholePayment', String(line.amount / 100));
    }
    this.#payments.set(line.reverses ?? '', { ...payment, reversed: true });
    return true;
  }

  /** A bank reference never changes what it stands for. */
  #isKnown(line: PaymentLine): boolean {
    const known = this.#known.payments.get(line.reference);
    if (known === undefined) return false;
    const same = known.amount === line.amount && known.bookedOn === line.bookedOn && known.currency === line.currency;
    if (same) this.#unchanged += 1;
    else this.#no(line.line, 'reference', 'sameContent', line.reference);
    return true;
  }

  /** A day that is not over yet can't be known to its end: the day before is. */
  #through(day: string | null): string | null {
    return day !== null && day > this.#today ? this.#today : day;
  }

  #refuse(line: number, column: Column, code: Expected, got: string): null {
    this.#errors.push(lineError(line, this.#headings[column] ?? column, code, got));
    return null;
  }

  #no(line: number, column: Column, code: Expected, got: string): false {
    this.#refuse(line, column, code, got);
    return false;
  }
}
