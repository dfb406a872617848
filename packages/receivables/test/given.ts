import { polishCalendar } from '@krok/calendar';
import { type Contact, DEFAULT_CONTACT_POLICY, type DueAct, type LedgerView, type PlanInput } from '../src/index.ts';

const calendar = polishCalendar(2026, 2027);

/** Epoch ms of a local time in Warsaw in winter (UTC+1) or, with `summer`, in summer (UTC+2). */
export function warsaw(local: string, season: 'winter' | 'summer' = 'winter'): number {
  return Date.parse(`${local}:00${season === 'winter' ? '+01:00' : '+02:00'}`);
}

/** A Wednesday in the middle of an ordinary week, half past ten. */
export const WEDNESDAY = warsaw('2026-11-25T10:30');
export const MINUTE = 60_000;
export const DAY = 86_400_000;

export const CLEAN_LEDGER: LedgerView = {
  invoices: {},
  debtorInsolvent: false,
  formal: [],
  paymentsKnownThrough: null,
};

/** An e-mail demand that fell due long enough ago to have joined whatever could join it. */
export function demand(id: string, changes: Partial<DueAct> = {}): DueAct {
  return {
    id,
    creditor: 'creditor-1',
    debtor: 'debtor-1',
    kind: 'demand',
    channel: 'email',
    dueAt: WEDNESDAY - 5 * MINUTE,
    invoices: [`invoice-of-${id}`],
    joins: 'debtor',
    ...changes,
  };
}

export function contact(at: number, changes: Partial<Contact> = {}): Contact {
  return { at, channel: 'call', kind: 'demand', ...changes };
}

export function situation(acts: readonly DueAct[], changes: Partial<PlanInput> = {}): PlanInput {
  return {
    acts,
    now: WEDNESDAY,
    calendar,
    policy: DEFAULT_CONTACT_POLICY,
    contacts: [],
    ledger: CLEAN_LEDGER,
    sendingEnabled: true,
    ...changes,
  };
}
