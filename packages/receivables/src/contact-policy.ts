import { type BusinessCalendar, type ContactWindow, DEFAULT_CONTACT_WINDOW } from '@krok/calendar';
import type { ActChannel, ActKind } from '@krok/contracts/types';

/** How often and when a debtor may be approached, over all channels and creditors of the organisation. */
export interface ContactPolicy {
  readonly window: ContactWindow;
  readonly maxPerDay: number;
  /** In any seven days that follow one another. */
  readonly maxPerWeek: number;
  /** How long a first act waits for others to join it, milliseconds on the organisation's clock. */
  readonly joiningDelay: number;
  /** Banking days after the promised day before a promise counts as broken. */
  readonly promiseGraceDays: number;
  /** Longest hold that may be set, days; null: also one without an end. */
  readonly longestHoldDays: number | null;
}

/** The product's defaults: 8 to 20 on business days, one contact a day, three a week, a minute to join, a banking day of grace. */
export const DEFAULT_CONTACT_POLICY: ContactPolicy = {
  window: DEFAULT_CONTACT_WINDOW,
  maxPerDay: 1,
  maxPerWeek: 3,
  joiningDelay: 60_000,
  promiseGraceDays: 1,
  longestHoldDays: null,
};

/** A contact that was made, is under way or may have been made. Epoch ms on the organisation's clock. */
export interface Contact {
  readonly at: number;
  readonly channel: ActChannel;
  readonly kind: ActKind;
}

/** What a decision about time depends on. */
export interface ContactTerms {
  readonly policy: ContactPolicy;
  readonly calendar: BusinessCalendar;
  readonly contacts: readonly Contact[];
}

/** Whether windows and caps bind: duty acts neither wait for them nor count, work in the house approaches nobody. */
export function bindsContact(act: { readonly kind: ActKind; readonly channel: ActChannel }): boolean {
  return act.kind === 'demand' && CONTACT_CHANNELS.has(act.channel);
}

/** Whether performing it sends something out of the firm. */
export function leavesFirm(act: { readonly kind: ActKind; readonly channel: ActChannel }): boolean {
  return act.kind !== 'internal' && !HOUSE_CHANNELS.has(act.channel);
}

const CONTACT_CHANNELS: ReadonlySet<ActChannel> = new Set<ActChannel>(['email', 'sms', 'letter', 'call']);
const HOUSE_CHANNELS: ReadonlySet<ActChannel> = new Set<ActChannel>(['approval', 'task']);
