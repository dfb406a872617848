import { localDay, nextContactWindow } from '@krok/calendar';
import { bindsContact, type ContactTerms } from './contact-policy.ts';

/** When the next contact may be made: now, or not before an instant. */
export type NextContact =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly until: number; readonly reason: 'outsideWindow' | 'dailyCap' | 'weeklyCap' };

/**
 * The first instant from `now` on (epoch ms) inside a contact window with both caps kept; the reason is the last rule
 * that had to be waited for.
 */
export function nextContact(now: number, terms: ContactTerms): NextContact {
  const { policy, calendar } = terms;
  const days = terms.contacts.filter(bindsContact).map((contact) => localDay(contact.at, calendar.zone));
  let at = now;
  let reason: 'outsideWindow' | 'dailyCap' | 'weeklyCap' = 'outsideWindow';
  for (let tries = 0; tries < MOST_WINDOWS; tries += 1) {
    const window = nextContactWindow(at, policy.window, calendar);
    const cap = capOf(days, localDay(window.from, calendar.zone), policy);
    if (cap === null) return window.from === now ? { kind: 'now' } : { kind: 'later', until: window.from, reason };
    reason = cap;
    at = window.to;
  }
  return { kind: 'later', until: at, reason };
}

// Contacts lie at most a week of windows ahead of the day they are counted for; a cap of 0 ends here too.
const MOST_WINDOWS = 60;

function capOf(
  days: readonly number[],
  day: number,
  { maxPerDay, maxPerWeek }: { readonly maxPerDay: number; readonly maxPerWeek: number },
): 'dailyCap' | 'weeklyCap' | null {
  if (days.filter((other) => day - 7 < other && other <= day).length >= maxPerWeek) return 'weeklyCap';
  return days.filter((other) => other === day).length >= maxPerDay ? 'dailyCap' : null;
}
