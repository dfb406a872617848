import { plainWord } from '../import/columns.ts';
import type { TextRow } from '../import/open-items-file.ts';
import { parseDay } from '../import/parse-cell.ts';
import { postingNumberOf } from './posting.ts';

/** One letter of the postal book. */
export interface PostalBookLine {
  readonly line: number;
  /** Our reference, printed on the letter. */
  readonly reference: string;
  readonly number: string;
  /** ISO date. */
  readonly postedOn: string;
}

/** What is wrong with a line: the cell itself, or what is known of the letter. */
export type PostalBookProblem =
  | 'header'
  | 'quoting'
  | 'reference'
  | 'number'
  | 'posted'
  | 'noSuchLetter'
  | 'severalLetters'
  | 'beforePrinted'
  | 'inFuture'
  | 'postedOtherwise'
  | 'numberTaken';

export interface PostalBookError {
  readonly line: number;
  readonly code: PostalBookProblem;
  /** What stood there, cut. */
  readonly got: string;
}

/**
 * The postal book as CSV: columns `reference` (`znak`), `number` (`numer nadania`) and `posted` (`data nadania`), in any
 * order; others are skipped. Bad lines are reported one by one.
 */
export function readPostalBook(rows: readonly TextRow[]): {
  readonly lines: readonly PostalBookLine[];
  readonly errors: readonly PostalBookError[];
} {
  const [head, ...body] = rows;
  const at = new Map(head?.cells.map((cell, index) => [HEADINGS.get(plainWord(cell)) ?? '', index] as const));
  if (head === undefined || COLUMNS.some((column) => !at.has(column))) {
    return { lines: [], errors: [problem(head?.line ?? 1, 'header', head?.cells.join(' | ') ?? '')] };
  }
  const lines: PostalBookLine[] = [];
  const errors: PostalBookError[] = [];
  for (const { line, cells } of body) {
    const cell = (column: (typeof COLUMNS)[number]): string => (cells[at.get(column) ?? -1] ?? '').trim();
    const number = postingNumberOf(cell('number'));
    const postedOn = parseDay(cell('posted'));
    if (cell('reference') === '') errors.push(problem(line, 'reference', ''));
    else if (number === null) errors.push(problem(line, 'number', cell('number')));
    else if (postedOn === null) errors.push(problem(line, 'posted', cell('posted')));
    else lines.push({ line, reference: cell('reference').toUpperCase(), number, postedOn });
  }
  return { lines, errors };
}

function problem(line: number, code: PostalBookProblem, got: string): PostalBookError {
  return { line, code, got: got.slice(0, MOST_QUOTED) };
}

const MOST_QUOTED = 60;
const COLUMNS = ['reference', 'number', 'posted'] as const;

const HEADINGS: ReadonlyMap<string, (typeof COLUMNS)[number]> = new Map([
  ['reference', 'reference'],
  ['znak', 'reference'],
  ['znakpisma', 'reference'],
  ['number', 'number'],
  ['numer', 'number'],
  ['numernadania', 'number'],
  ['nrnadania', 'number'],
  ['posted', 'posted'],
  ['postedon', 'posted'],
  ['data', 'posted'],
  ['datanadania', 'posted'],
]);
