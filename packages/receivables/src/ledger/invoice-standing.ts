import type { InvoiceStanding } from '../ledger-view.ts';
import type { ClaimKind } from '../parties.ts';
import { limitationDay } from './limitation.ts';

/** What the ledger keeps about one invoice. Grosze, ISO dates. */
export interface InvoiceFacts {
  readonly open: number;
  readonly tolerance: number;
  readonly dueOn: string;
  readonly claimKind: ClaimKind;
  readonly debtorKind: 'consumer' | 'business';
  /** Of the invoice, and of its debtor as a whole. */
  readonly holds: readonly {
    readonly kind: 'hold' | 'dispute';
    readonly until: string | null;
    readonly amount: number | null;
  }[];
  /** Day of the open promise about it. */
  readonly promisedOn: string | null;
}

/**
 * How an invoice stands on a day. A hold and a promise last to the end of their last day; a dispute about a part leaves
 * the rest open.
 *
 * @param endOfDay epoch ms at which an ISO date ends on the organisation's clock
 */
export function standingOf(facts: InvoiceFacts, today: string, endOfDay: (day: string) => number): InvoiceStanding {
  if (facts.open <= facts.tolerance) return { kind: 'paid' };
  const { dueOn, claimKind } = facts;
  if (facts.debtorKind === 'consumer' && today > limitationDay(dueOn, claimKind)) return { kind: 'timeBarred' };
  const inForce = facts.holds.filter(({ until }) => until === null || until >= today);
  if (undisputed(facts.open, inForce) <= facts.tolerance) return { kind: 'disputed' };
  const lastDays = inForce.filter(({ kind }) => kind === 'hold').map(({ until }) => until);
  if (facts.promisedOn !== null && facts.promisedOn >= today) lastDays.push(facts.promisedOn);
  if (lastDays.length === 0) return { kind: 'open' };
  if (lastDays.includes(null)) return { kind: 'held', until: null };
  return { kind: 'held', until: Math.max(...lastDays.map((day) => endOfDay(day ?? today))) };
}

/** What no dispute in force covers; two disputes about parts add up. */
export function undisputed(
  open: number,
  inForce: readonly { readonly kind: 'hold' | 'dispute'; readonly amount: number | null }[],
): number {
  const disputes = inForce.filter(({ kind }) => kind === 'dispute');
  return Math.max(
    0,
    disputes.reduce((left, { amount }) => left - (amount ?? open), Math.max(0, open)),
  );
}
