import type { Column, Header } from './columns.ts';
import { type Expected, lineError, type LineError } from './line-error.ts';
import { parseAmount, parseDay } from './parse-cell.ts';
import type { TextRow } from './open-items-file.ts';

/** Cells of one line by column. Every wrong cell is noted; a line with notes is refused as a whole. */
export class LineReader {
  readonly line: number;
  readonly errors: LineError[] = [];
  readonly #row: TextRow;
  readonly #header: Header;

  constructor(row: TextRow, header: Header) {
    this.line = row.line;
    this.#row = row;
    this.#header = header;
  }

  note(column: Column, code: Expected): void {
    const heading = this.#header.get(column)?.heading ?? column;
    this.errors.push(lineError(this.line, heading, code, this.cell(column)));
  }

  /** Trimmed; empty where the line or the file has no such cell. */
  cell(column: Column): string {
    const place = this.#header.get(column);
    return place === undefined ? '' : (this.#row.cells[place.index] ?? '').trim();
  }

  /** Null where it is empty or wrong; what is wrong is noted. */
  text(column: Column, most: number): string | null {
    const cell = this.cell(column);
    if (cell === '') return null;
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\u0000-\u001f\u007f]/.test(cell) || !cell.isWellFormed()) this.note(column, 'plainText');
    else if (cell.length > most) this.note(column, 'shorterText');
    else return cell;
    return null;
  }

  needed(column: Column, most: number): string {
    if (this.cell(column) === '') this.note(column, 'text');
    return this.text(column, most) ?? '';
  }

  parsed<T>(column: Column, code: Expected, parse: (cell: string) => T | null): T | null {
    const cell = this.cell(column);
    if (cell === '') return null;
    const value = parse(cell);
    if (value === null) this.note(column, code);
    return value;
  }

  day(column: Column): string {
    if (this.cell(column) === '') this.note(column, 'date');
    return this.parsed(column, 'date', parseDay) ?? '';
  }

  amount(): number {
    if (this.cell('amount') === '') this.note('amount', 'amount');
    return this.parsed('amount', 'amount', parseAmount) ?? 0;
  }

  currency(): string {
    const parse = (cell: string) => (/^[A-Za-z]{3}$/.test(cell) ? cell.toUpperCase() : null);
    return this.parsed('currency', 'currency', parse) ?? 'PLN';
  }
}
