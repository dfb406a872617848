import type { Violation } from './violation.ts';

/** Files that may be longer than 400 lines, because they are a table. */
const tables: ReadonlySet<string> = new Set(['packages/bpmn/test/findings.test.ts']);

export interface Size {
  path: string;
  lines: number;
}

export interface SizeReport {
  files: number;
  median: number;
  p95: number;
  longest: Size | undefined;
}

export function sizeReport(sizes: readonly Size[]): SizeReport {
  const sorted = [...sizes].sort((a, b) => a.lines - b.lines);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.lines ?? 0;
  return { files: sorted.length, median: at(0.5), p95: at(0.95), longest: sorted.at(-1) };
}

/** Median at most 80 lines, 95th percentile at most 300, above 400 only a table. */
export function sizeViolations(sizes: readonly Size[], allowed = tables): Violation[] {
  const { median, p95 } = sizeReport(sizes);
  const law = 'files: median at most 80 lines, 95th percentile at most 300, above 400 only a table';
  const found: Violation[] = sizes
    .filter(({ path, lines }) => lines > 400 && !allowed.has(path))
    .map(({ path, lines }) => ({ path, law, found: `${lines} lines` }));
  if (median > 80) found.push({ path: 'all files', law, found: `a median of ${median} lines` });
  if (p95 > 300) found.push({ path: 'all files', law, found: `a 95th percentile of ${p95} lines` });
  return found;
}
