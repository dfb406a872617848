import { type MergedText, mergeText, type MergeValue, shortDate } from '@krok/channels';
import type { Act, Creditor, Debtor, LedgerInvoice } from '@krok/store';

export interface ActTextParts {
  /** Acts that the text is about, the one that was due first in front. */
  readonly acts: readonly Act[];
  readonly creditor: Pick<Creditor, 'name'> | null;
  readonly debtor: Pick<Debtor, 'name'>;
  /** As the ledger has them in the act of sending. */
  readonly invoices: readonly ActInvoice[];
  /** Between the lines of several acts. */
  readonly separator: string;
}

export type ActInvoice = Pick<LedgerInvoice, 'id' | 'undisputed' | 'dueOn'>;

/** The act whose task headers speak for all: the one with the highest `stage`; of several, the one that was due first. */
export function leadOf(acts: readonly Act[]): Act | undefined {
  return acts.toSorted((a, b) => stageOf(b) - stageOf(a))[0];
}

/**
 * Fills the lead's headers of these names, its `line` repeated for each act in the place of `{{lines}}`. Names are the
 * job's variables, `debtor`, `creditor`, `count` and `lines`. A demand about an invoice of the ledger says `amountText`
 * (`600,00`: what may be demanded) and `dueOn` as they stand now, whatever the case remembers. Days are written as people
 * in Poland write them (`05.12.2026`).
 */
export function actTexts(
  headers: readonly string[],
  { acts, creditor, debtor, invoices, separator }: ActTextParts,
): MergedText[] {
  const lead = leadOf(acts);
  if (!lead) return headers.map(() => ({ kind: 'wrong', problem: 'Expected an act but got none.' }));
  const parties: [string, MergeValue][] = [
    ['debtor', debtor.name],
    ['creditor', creditor?.name ?? ''],
    ['count', acts.length],
  ];
  const lines: string[] = [];
  for (const act of acts) {
    const line = mergeText(
      lead.headers['line'] ?? '',
      new Map([...valuesOf(act), ...standingOf(act, invoices), ...parties]),
    );
    if (line.kind === 'wrong') return headers.map(() => line);
    lines.push(line.text);
  }
  const values = new Map<string, MergeValue>([
    ...valuesOf(lead),
    ...standingOf(lead, invoices),
    ...parties,
    ['lines', lines.join(separator)],
  ]);
  return headers.map((name) => mergeText(lead.headers[name] ?? '', values));
}

/** Header `stage`, a number: a second reminder speaks for the first ones that joined it. */
function stageOf(act: Act): number {
  const stage = Number(act.headers['stage'] ?? 0);
  return Number.isFinite(stage) ? stage : 0;
}

/** A case learns of a payment, a correction or a dispute a moment later than the ledger, of a part in dispute never. */
function standingOf({ kind, subject }: Act, invoices: readonly ActInvoice[]): [string, MergeValue][] {
  const invoice = kind === 'demand' ? invoices.find(({ id }) => id === subject) : undefined;
  if (invoice === undefined) return [];
  const { undisputed, dueOn } = invoice;
  const amount = `${Math.floor(undisputed / 100)},${String(undisputed % 100).padStart(2, '0')}`;
  return [
    ['amountText', amount],
    ['dueOn', shortDate(dueOn)],
  ];
}

/** Plain values by name, and those inside an object by `object.name`. */
function valuesOf(act: Act): [string, MergeValue][] {
  const values: [string, MergeValue][] = [];
  for (const [name, value] of Object.entries(act.variables)) {
    if (isPlain(value)) values.push([name, written(value)]);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, part] of Object.entries(value))
        if (isPlain(part)) values.push([`${name}.${inner}`, written(part)]);
    }
  }
  return values;
}

function written(value: MergeValue): MergeValue {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? shortDate(value) : value;
}

function isPlain(value: unknown): value is MergeValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
