import { lineError, type LineError, type TextRow } from '@krok/receivables';
import { parse } from 'csv-parse/sync';

export interface SplitText {
  readonly rows: readonly TextRow[];
  readonly errors: readonly LineError[];
}

/**
 * Records of a CSV text (RFC 4180) with the lines on which they begin. The delimiter (`,`, `;` or a tab) is the one that
 * the header has most. A record whose quotation marks are wrong is refused alone: reading goes on with the next line.
 */
export function splitRecords(text: string): SplitText {
  const lines = text.split(/\r\n|\n|\r/);
  const delimiter = delimiterOf(lines.find((line) => line.trim() !== '') ?? '');
  if (lines.length > MOST_FILE_LINES) {
    const header = { line: 1, cells: (lines[0] ?? '').split(delimiter) };
    return { rows: [header], errors: [lineError(MOST_FILE_LINES + 1, null, 'fewerLines', String(lines.length))] };
  }
  const rows: TextRow[] = [];
  const errors: LineError[] = [];
  for (let at = 0; at < lines.length; ) {
    const first = lines[at] ?? '';
    const taken = linesOfRecord(lines, at);
    const cells = taken === null ? null : cellsOf(lines.slice(at, at + taken).join('\n'), delimiter);
    if (cells === null) errors.push(lineError(at + 1, null, 'quoting', first));
    else if (first.trim() !== '') rows.push({ line: at + 1, cells });
    at += taken ?? 1;
  }
  return { rows, errors };
}

/** A file of ten megabytes has some 60,000; each is work that others wait for. */
const MOST_FILE_LINES = 100_000;

/** An address of several lines fits; a quotation mark that is never closed must not swallow the file. */
const MOST_LINES = 20;

/** Lines until the quotation marks are in pairs; null where they never are. */
function linesOfRecord(lines: readonly string[], from: number): number | null {
  let marks = 0;
  for (let count = 1; count <= MOST_LINES && from + count <= lines.length; count += 1) {
    marks += (lines[from + count - 1] ?? '').split('"').length - 1;
    if (marks % 2 === 0) return count;
  }
  return null;
}

function cellsOf(record: string, delimiter: string): string[] | null {
  if (!record.includes('"')) return record.split(delimiter);
  try {
    const parsed = parse(record, { delimiter, relax_column_count: true, trim: true });
    return parsed.length === 1 ? (parsed[0] ?? null) : null;
  } catch {
    return null;
  }
}

function delimiterOf(header: string): string {
  const counts = [';', ',', '\t'].map((mark) => [mark, header.split(mark).length] as const);
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
