import type { MoneyFigures, MoneyStanding, PaidAfter, Stage } from '@krok/store';
import type { Books } from './test-books.ts';

/** Rows of one organisation as they were written, nothing that the database keeps beside them. */
export interface RawBooks {
  readonly today: string;
  readonly invoices: readonly RawInvoice[];
  readonly payments: readonly { readonly id: string; readonly booked_on: string }[];
  readonly postings: readonly {
    readonly invoice_id: string;
    readonly payment_id: string | null;
    readonly amount: number;
  }[];
  readonly holds: readonly RawHold[];
  readonly promises: readonly {
    readonly promised_on: string;
    readonly invoice_id: string;
    readonly amount: number;
    readonly state: string;
  }[];
  readonly plans: readonly { readonly invoice_id: string }[];
  readonly demands: readonly { readonly invoice_id: string; readonly posted_on: string }[];
  readonly listings: readonly {
    readonly invoice_id: string;
    readonly state: string;
    readonly listed_on: string | null;
    readonly ended_at: number | null;
  }[];
  readonly claims: readonly RawClaim[];
  readonly cases: readonly { readonly id: string; readonly subject: string; readonly status: string }[];
  /** Reminders that were made, with the day on which their bundle was done. */
  readonly reminders: readonly { readonly case_id: string; readonly done_on: string | null }[];
}

interface RawInvoice {
  readonly id: string;
  readonly creditor_id: string;
  readonly debtor_id: string;
  readonly currency: string;
  readonly due_on: string;
  readonly tolerance: number;
}

interface RawHold {
  readonly creditor_id: string;
  readonly debtor_id: string;
  readonly invoice_id: string | null;
  readonly kind: string;
  readonly amount: number | null;
}

interface RawClaim {
  readonly invoice_id: string;
  readonly state: string;
  readonly filed_on: string | null;
  readonly final_on: string | null;
  readonly ended_at: number | null;
}

/** Everything of the organisation, read table by table; `today` on its clock. */
export async function rawBooks({ organisationId, query }: Books, today: string): Promise<RawBooks> {
  const rows = async <T extends object>(text: string): Promise<T[]> =>
    (await query(text, [organisationId])).map((row) => numbersOf(row) as T);
  return {
    today,
    invoices: await rows(`SELECT i.id, i.creditor_id, i.debtor_id, i.currency, i.due_on, c.tolerance FROM invoice i
      JOIN creditor c ON c.id = i.creditor_id WHERE i.organisation_id = $1 AND i.kind = 'invoice'`),
    payments: await rows(`SELECT id, booked_on FROM payment WHERE organisation_id = $1`),
    postings: await rows(`SELECT invoice_id, payment_id, amount FROM posting WHERE organisation_id = $1`),
    holds: await rows(`SELECT creditor_id, debtor_id, invoice_id, kind, amount FROM hold
      WHERE organisation_id = $1 AND ended_at IS NULL AND (until IS NULL OR until >= '${today}')`),
    promises: await rows(`SELECT p.promised_on, t.invoice_id, t.amount, t.state FROM promise p
      JOIN promise_item t ON t.promise_id = p.id WHERE p.organisation_id = $1`),
    plans: await rows(`SELECT m.invoice_id FROM instalment_plan p JOIN plan_invoice m ON m.plan_id = p.id
      WHERE p.organisation_id = $1 AND p.state = 'running'`),
    demands: await rows(`SELECT d.invoice_id, d.posted_on FROM demand_posted d JOIN invoice i ON i.id = d.invoice_id
      WHERE i.organisation_id = $1`),
    listings: await rows(`SELECT t.invoice_id, e.state, e.listed_on, e.ended_at FROM listing e
      JOIN listing_item t ON t.listing_id = e.id WHERE e.organisation_id = $1`),
    claims: await rows(`SELECT t.invoice_id, e.state, e.filed_on, e.final_on, e.ended_at FROM claim e
      JOIN claim_item t ON t.claim_id = e.id WHERE e.organisation_id = $1`),
    cases: await rows(`SELECT id, subject, status FROM process_case
      WHERE organisation_id = $1 AND parent_case_id IS NULL AND subject IS NOT NULL`),
    reminders: await rows(`SELECT k.root_case_id AS case_id,
        to_char(to_timestamp(b.done_at / 1000) AT TIME ZONE 'Europe/Warsaw', 'YYYY-MM-DD') AS done_on
      FROM act a JOIN process_case k ON k.id = a.case_id LEFT JOIN bundle b ON b.id = a.bundle_id
      WHERE a.organisation_id = $1 AND a.kind = 'demand' AND a.state = 'done'
        AND a.type IN ('send-email', 'send-sms', 'send-letter', 'call-debtor')`),
  };
}

export interface NaiveInvoice extends RawInvoice, Readonly<Record<MoneyStanding, number>> {
  readonly open: number;
  readonly owed: boolean;
  readonly band: string;
  readonly stage: Stage;
  readonly caseId: string | null;
}

/** Each invoice by itself, straight from the definitions of `MoneyFigures`. */
export function naiveInvoices(raw: RawBooks): NaiveInvoice[] {
  return raw.invoices.map((invoice) => {
    const of = <R extends { readonly invoice_id: string }>(rows: readonly R[]) =>
      rows.filter((row) => row.invoice_id === invoice.id);
    const open = sum(of(raw.postings).map(({ amount }) => amount));
    const holds = raw.holds.filter(
      (hold) =>
        hold.debtor_id === invoice.debtor_id &&
        hold.creditor_id === invoice.creditor_id &&
        (hold.invoice_id === null || hold.invoice_id === invoice.id),
    );
    const disputes = holds.filter(({ kind }) => kind === 'dispute').map(({ amount }) => amount ?? open);
    const disputed = Math.min(open, sum(disputes));
    const planned = of(raw.plans).length > 0 ? open - disputed : 0;
    const promises = of(raw.promises).filter(({ state }) => state === 'open');
    const promised = planned > 0 ? 0 : Math.min(open - disputed, sum(promises.map(({ amount }) => amount)));
    const rest = open - disputed - planned - promised;
    const held = holds.some(({ kind }) => kind === 'hold') ? rest : 0;
    return {
      ...invoice,
      open,
      disputed,
      planned,
      promised,
      held,
      asked: rest - held,
      owed: open > 0 && open > invoice.tolerance,
      band: bandOf(raw.today, invoice.due_on),
      stage: stageOf(raw, invoice.id),
      caseId: caseOf(raw, invoice.id),
    };
  });
}

/** Lines `currency name amount …` of all figures, sorted: made the same way from what the store answers. */
export function naiveLines(raw: RawBooks, creditorId?: string): string[] {
  const wanted = <R extends { readonly creditor_id: string }>(row: R) =>
    creditorId === undefined || row.creditor_id === creditorId;
  const all = naiveInvoices(raw).filter(wanted);
  const owed = all.filter((each) => each.owed);
  const debtors = (rows: readonly NaiveInvoice[]) => new Set(rows.map((row) => row.debtor_id)).size;
  const lines: string[] = [];
  const grouped = (name: (row: NaiveInvoice) => string) => Map.groupBy(owed, (row) => `${row.currency} ${name(row)}`);
  for (const [name, rows] of grouped(() => 'total'))
    lines.push(`${name} ${total(rows, 'open')} ${rows.length} ${debtors(rows)}`);
  for (const [name, rows] of grouped(({ band }) => `age ${band}`))
    lines.push(`${name} ${total(rows, 'open')} ${rows.length} ${debtors(rows)}`);
  for (const [name, rows] of grouped(({ stage }) => `stage ${stage}`)) {
    const cases = rows.filter(({ caseId }) => caseId !== null).length;
    const parts = STANDINGS.map((standing) => total(rows, standing)).join(' ');
    lines.push(`${name} ${total(rows, 'open')} ${rows.length} ${debtors(rows)} ${cases} ${parts}`);
  }
  const paid = raw.payments.flatMap((payment) =>
    all.flatMap((invoice) => {
      const parts = raw.postings.filter((row) => row.payment_id === payment.id && row.invoice_id === invoice.id);
      const amount = -sum(parts.map((part) => part.amount));
      if (amount === 0 || payment.booked_on < '2025-08-01' || payment.booked_on > '2026-07-31') return [];
      const name = `${invoice.currency} paid ${payment.booked_on.slice(0, 7)} ${afterOf(raw, invoice, payment.booked_on)}`;
      return [{ name, amount, payment: payment.id }];
    }),
  );
  for (const [name, rows] of Map.groupBy(paid, (row) => row.name)) {
    lines.push(`${name} ${sum(rows.map(({ amount }) => amount))} ${new Set(rows.map(({ payment }) => payment)).size}`);
  }
  const promised = raw.promises.flatMap(({ promised_on: on, invoice_id: id, amount, state }) => {
    const invoice = all.find((each) => each.id === id);
    if (invoice === undefined || state === 'replaced' || on < '2025-08-01' || on > '2026-10-31') return [];
    return [{ name: `${invoice.currency} promised ${on.slice(0, 7)} ${state}`, amount }];
  });
  for (const [name, rows] of Map.groupBy(promised, (row) => row.name)) {
    lines.push(`${name} ${sum(rows.map(({ amount }) => amount))} ${rows.length}`);
  }
  return lines.sort();
}

export function linesOf({ totals, ageing, stages, paid, promises }: MoneyFigures): string[] {
  return [
    ...totals.map((row) => `${row.currency} total ${row.amount} ${row.invoices} ${row.debtors}`),
    ...ageing.map((row) => `${row.currency} age ${row.band} ${row.amount} ${row.invoices} ${row.debtors}`),
    ...stages.map(
      (row) =>
        `${row.currency} stage ${row.stage} ${row.amount} ${row.invoices} ${row.debtors} ${row.cases} ` +
        STANDINGS.map((standing) => row[standing]).join(' '),
    ),
    ...paid.map((row) => `${row.currency} paid ${row.month} ${row.after} ${row.amount} ${row.payments}`),
    ...promises.map((row) => `${row.currency} promised ${row.month} ${row.end} ${row.amount} ${row.count}`),
  ].sort();
}

const STANDINGS: readonly MoneyStanding[] = ['asked', 'promised', 'planned', 'disputed', 'held'];
const DAY = 86_400_000;

function bandOf(today: string, dueOn: string): string {
  const days = (Date.parse(today) - Date.parse(dueOn)) / DAY;
  if (days <= 0) return 'notDue';
  const last = [30, 60, 90, 180, 360].find((most) => days <= most);
  return last === undefined ? 'over360' : `to${last}`;
}

function stageOf(raw: RawBooks, id: string): Stage {
  const claims = raw.claims.filter((row) => row.invoice_id === id && row.ended_at === null && row.state !== 'draft');
  if (claims.some(({ state }) => state === 'final')) return 'order';
  if (claims.length > 0) return 'epu';
  if (raw.listings.some((row) => row.invoice_id === id && row.ended_at === null && row.state !== 'planned'))
    return 'krd';
  if (raw.demands.some((row) => row.invoice_id === id)) return 'demand';
  if (remindersOf(raw, id).length > 0) return 'reminder';
  return caseOf(raw, id) === null ? 'outside' : 'opened';
}

function afterOf(raw: RawBooks, { id, due_on: dueOn }: RawInvoice, bookedOn: string): PaidAfter {
  if (bookedOn <= dueOn) return 'onTime';
  const before = (days: readonly (string | null)[]) => days.some((day) => day !== null && day < bookedOn);
  const claims = raw.claims.filter((row) => row.invoice_id === id);
  if (before(claims.map((row) => row.final_on))) return 'order';
  if (before(claims.map((row) => row.filed_on))) return 'epu';
  if (before(raw.listings.filter((row) => row.invoice_id === id).map((row) => row.listed_on))) return 'krd';
  if (before(raw.demands.filter((row) => row.invoice_id === id).map((row) => row.posted_on))) return 'demand';
  return before(remindersOf(raw, id).map((row) => row.done_on)) ? 'reminder' : 'late';
}

function remindersOf(raw: RawBooks, id: string) {
  const roots = new Set(raw.cases.filter(({ subject }) => subject === id).map((row) => row.id));
  return raw.reminders.filter((row) => roots.has(row.case_id));
}

function caseOf(raw: RawBooks, id: string): string | null {
  return (
    raw.cases.find(({ subject, status }) => subject === id && (status === 'starting' || status === 'active'))?.id ??
    null
  );
}

function total(rows: readonly NaiveInvoice[], name: MoneyStanding | 'open'): number {
  return sum(rows.map((row) => row[name]));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** The driver gives int8 as text. */
function numbersOf(row: object): object {
  const numbers = ['amount', 'tolerance', 'ended_at'];
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      numbers.includes(name) && value !== null ? Number(value) : value,
    ]),
  );
}
