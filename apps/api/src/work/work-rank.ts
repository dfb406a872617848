import { endOfLocalDay } from '@krok/calendar';
import type { WorkItem } from '@krok/contracts/schemas';
import { limitationDay, rankWork, type WorkInvoice } from '@krok/receivables';
import type { Act, BundleWithActs, LastPromise, LedgerInvoice } from '@krok/store';
import { iso } from '../case-view/case-position.ts';

/** What the books say about the work of a list, read once for all of it. */
export interface WorkBooks {
  readonly invoices: ReadonlyMap<string, LedgerInvoice>;
  readonly promises: ReadonlyMap<string, LastPromise>;
  /** Epoch ms on the organisation's clock. */
  readonly now: number;
  readonly zone: string;
}

/** Where an item stands in the list, and why. */
export function rankOf(bundle: BundleWithActs, { invoices, promises, now, zone }: WorkBooks): WorkItem['rank'] {
  const own = bundle.acts.flatMap(({ subject }) => (subject === null ? [] : (invoices.get(subject) ?? [])));
  const currency = own[0]?.currency ?? 'PLN';
  const rank = rankWork(
    {
      channel: bundle.channel,
      duty: bundle.kind === 'duty' || bundle.acts.some(({ source }) => DUTY_SOURCES.has(source.kind)),
      reply: bundle.acts.some(({ source }) => source.kind === 'reply'),
      dueAt: instantOf(bundle.dueDate, zone),
      priority: bundle.priority,
      snoozedUntil: bundle.snoozedUntil,
      callback: bundle.callback,
      followUpAt: instantOf(bundle.followUpDate, zone),
      // Amounts of several currencies don't add up.
      invoices: own.filter((each) => each.currency === currency).map((each) => invoiceFacts(each, promises)),
    },
    now,
    zone,
  );
  const { queues, score, reasons, amount, daysOverdue } = rank;
  return {
    queues: [...queues],
    score,
    reasons: reasons.map((reason) => (reason.code === 'callback' ? { ...reason, at: iso(reason.at) } : { ...reason })),
    amount,
    currency,
    daysOverdue,
  };
}

const DUTY_SOURCES: ReadonlySet<Act['source']['kind']> = new Set(['listing', 'claim', 'letter']);

/** A date alone lasts until its end. */
export function instantOf(text: string | null, zone: string): number | null {
  if (text === null) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return endOfLocalDay(text, zone) - 1;
  const at = Date.parse(text.replace(/\[.*\]$/, ''));
  return Number.isNaN(at) ? null : at;
}

function invoiceFacts(invoice: LedgerInvoice, promises: WorkBooks['promises']): WorkInvoice {
  const { id, dueOn, claimKind, paid, open, undisputed } = invoice;
  const promise = promises.get(id) ?? null;
  return {
    open: paid ? 0 : open,
    dueOn,
    disputed: !paid && undisputed < open,
    limitationOn: limitationDay(dueOn, claimKind),
    promise,
  };
}
