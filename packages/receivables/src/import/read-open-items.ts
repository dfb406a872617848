import { type Column, type Header, plainWord, readHeader } from './columns.ts';
import { lineError, type LineError } from './line-error.ts';
import { LineReader } from './line-reader.ts';
import type {
  CorrectionLine,
  DebtorLine,
  InvoiceLine,
  OpenItemsFile,
  PaymentLine,
  TextRow,
} from './open-items-file.ts';
import { readDebtor } from './read-debtor.ts';
import { readCorrection, readInvoice, readPayment } from './read-documents.ts';

/**
 * Reads the records of an open-items file, header first (layout: docs/how-to/import-open-items.md). Lines stand for
 * themselves: one that is wrong is reported with its column and left out, all others are given.
 */
export function readOpenItems(rows: readonly TextRow[], unreadable: readonly LineError[] = []): OpenItemsFile {
  const [first, ...records] = rows;
  const reading = new Reading(unreadable);
  const { header, error } = readHeader(first ?? { line: 1, cells: [] });
  if (error !== null) reading.errors.push(error);
  else for (const row of records) reading.take(row, header, first?.cells.length ?? 0);
  return reading.file(header);
}

class Reading {
  readonly errors: LineError[];
  readonly #debtors: DebtorLine[] = [];
  readonly #invoices: InvoiceLine[] = [];
  readonly #corrections: CorrectionLine[] = [];
  readonly #payments: PaymentLine[] = [];
  #paymentsThrough: string | null = null;
  readonly #seen = new Set<string>();

  constructor(unreadable: readonly LineError[]) {
    this.errors = [...unreadable];
  }

  take(row: TextRow, header: Header, width: number): void {
    if (row.cells.every((cell) => cell.trim() === '')) return;
    const extra = row.cells.slice(width).find((cell) => cell.trim() !== '');
    if (extra !== undefined) {
      this.errors.push(lineError(row.line, null, 'columns', extra));
      return;
    }
    const reader = new LineReader(row, header);
    this.#takeRecord(reader);
    this.errors.push(...reader.errors);
  }

  #takeRecord(reader: LineReader): void {
    const keep = <T>(list: T[], record: T, column: Column, value: string) => {
      if (reader.errors.length === 0 && this.#isNew(reader, column, value)) list.push(record);
    };
    switch (TYPES.get(plainWord(reader.cell('type')))) {
      case 'debtor': {
        const record = readDebtor(reader);
        return keep(this.#debtors, record, 'debtor', record.debtor);
      }
      case 'invoice': {
        const record = readInvoice(reader);
        return keep(this.#invoices, record, 'number', record.number);
      }
      case 'correction': {
        const record = readCorrection(reader);
        return keep(this.#corrections, record, 'number', record.number);
      }
      case 'payment': {
        const record = readPayment(reader);
        return keep(this.#payments, record, 'reference', record.reference);
      }
      case 'paymentsThrough': {
        const day = reader.day('booked');
        if (day > (this.#paymentsThrough ?? '')) this.#paymentsThrough = day;
        return;
      }
      case undefined:
        reader.note('type', 'recordType');
    }
  }

  file(header: Header): OpenItemsFile {
    return {
      debtors: this.#debtors,
      invoices: this.#invoices,
      corrections: this.#corrections,
      payments: this.#payments,
      paymentsThrough: this.#paymentsThrough,
      errors: this.errors.sort((a, b) => a.line - b.line),
      headings: Object.fromEntries([...header].map(([column, { heading }]) => [column, heading])),
    };
  }

  /** The first good line with a number counts. */
  #isNew(reader: LineReader, column: Column, value: string): boolean {
    const key = `${column} ${value}`;
    if (this.#seen.has(key)) reader.note(column, 'onceInFile');
    return this.#seen.size < this.#seen.add(key).size;
  }
}

const TYPES: ReadonlyMap<string, 'debtor' | 'invoice' | 'correction' | 'payment' | 'paymentsThrough'> = new Map([
  ['debtor', 'debtor'],
  ['dluznik', 'debtor'],
  ['kontrahent', 'debtor'],
  ['invoice', 'invoice'],
  ['faktura', 'invoice'],
  ['correction', 'correction'],
  ['korekta', 'correction'],
  ['payment', 'payment'],
  ['wplata', 'payment'],
  ['paymentsthrough', 'paymentsThrough'],
  ['wplatydo', 'paymentsThrough'],
]);
