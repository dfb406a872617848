import { addBusinessDays, type BusinessCalendar, localDate } from '@krok/calendar';
import type { DueAct } from './due-act.ts';
import type { InvoiceStanding, LedgerView } from './ledger-view.ts';

export type WaitReason =
  | 'notDue'
  | 'joining'
  | 'sendingOff'
  | 'held'
  | 'disputed'
  | 'paymentsNotKnown'
  | 'outsideWindow'
  | 'dailyCap'
  | 'weeklyCap';

/** `until`: epoch ms on the organisation's clock; null where no time but an event (switch, ledger) ends the wait. */
export interface Waiting {
  readonly kind: 'wait';
  readonly until: number | null;
  readonly reason: WaitReason;
}

/** What the ledger answers for one act. */
export type Permission =
  | { readonly kind: 'permitted' }
  | Waiting
  /** Nothing is owed any more: the act has lost its object. */
  | { readonly kind: 'notNeeded'; readonly reason: 'paid' }
  /** Something is owed, but it must not be demanded. */
  | { readonly kind: 'refused'; readonly reason: 'timeBarred' | 'insolvent' | 'formalElsewhere' };

/**
 * Whether an act may go out as the ledger stands: no demand for what is paid, held, disputed, time-barred or insolvent,
 * nor on stale bank data. Duty acts and work in the house always may. Asked when planning and again in the act of sending.
 */
export function permitAct(act: DueAct, ledger: LedgerView, now: number, calendar: BusinessCalendar): Permission {
  if (act.kind !== 'demand') return PERMITTED;
  const standings = act.invoices.map((id) => ledger.invoices[id] ?? OPEN);
  if (standings.length > 0 && standings.every(({ kind }) => kind === 'paid')) {
    return { kind: 'notNeeded', reason: 'paid' };
  }
  if (ledger.debtorInsolvent) return { kind: 'refused', reason: 'insolvent' };
  const claimable = standings.filter(({ kind }) => kind !== 'paid' && kind !== 'timeBarred');
  if (standings.length > 0 && claimable.length === 0) return { kind: 'refused', reason: 'timeBarred' };
  if (isOutOfPlace(act, ledger)) return { kind: 'refused', reason: 'formalElsewhere' };
  return firstWait(claimable, now) ?? staleData(ledger, now, calendar) ?? PERMITTED;
}

const PERMITTED: Permission = { kind: 'permitted' };
const OPEN: InvoiceStanding = { kind: 'open' };

/** A friendly word about a new invoice, while an older one is at formal demand or court, would take its weight away. */
function isOutOfPlace({ soft = false, invoices }: DueAct, { formal }: LedgerView): boolean {
  return soft && formal.length > 0 && !invoices.some((id) => formal.includes(id));
}

/** An act about several invoices goes out for those that are open; it waits while none is. */
function firstWait(claimable: readonly InvoiceStanding[], now: number): Waiting | null {
  const blocked = claimable.map((standing) => blockOf(standing, now));
  if (blocked.length === 0 || blocked.includes(null)) return null;
  let earliest: Waiting | null = null;
  for (const wait of blocked) {
    if (wait && (earliest === null || (wait.until ?? Infinity) < (earliest.until ?? Infinity))) earliest = wait;
  }
  return earliest;
}

function blockOf(standing: InvoiceStanding, now: number): Waiting | null {
  if (standing.kind === 'disputed') return { kind: 'wait', until: null, reason: 'disputed' };
  if (standing.kind !== 'held' || (standing.until !== null && standing.until <= now)) return null;
  return { kind: 'wait', until: standing.until, reason: 'held' };
}

/** Demands need payments known through the last banking day before today. */
function staleData(ledger: LedgerView, now: number, calendar: BusinessCalendar): Waiting | null {
  const known = ledger.paymentsKnownThrough;
  if (known === null) return null;
  const lastBankingDay = addBusinessDays(localDate(now, calendar.zone), -1, calendar);
  return known < lastBankingDay ? { kind: 'wait', until: null, reason: 'paymentsNotKnown' } : null;
}
