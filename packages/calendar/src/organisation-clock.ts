import { CalendarError } from './errors.ts';

/**
 * The one clock of an organisation. Instants are epoch milliseconds.
 * `factor`: `factor` milliseconds pass for the organisation in one real millisecond (86,400 = a day a second).
 * `manual`: stands still until somebody advances it.
 */
export type OrganisationClock =
  | { readonly mode: 'real' }
  | { readonly mode: 'factor'; readonly factor: number; readonly realAnchor: number; readonly orgAnchor: number }
  | { readonly mode: 'manual'; readonly now: number };

/** The organisation's present at a real instant. */
export function clockNow(clock: OrganisationClock, realNowMs: number): number {
  switch (clock.mode) {
    case 'real':
      return realNowMs;
    case 'factor':
      return Math.floor(clock.orgAnchor + (realNowMs - clock.realAnchor) * checkedFactor(clock.factor));
    case 'manual':
      return clock.now;
  }
}

/**
 * Real milliseconds to wait until the organisation's clock reads at least `dueOrgMs`: 0 when it is due already, null
 * when no real time will bring it (manual mode: set no timer).
 */
export function realDelay(clock: OrganisationClock, dueOrgMs: number, realNowMs: number): number | null {
  switch (clock.mode) {
    case 'real':
      return Math.max(0, dueOrgMs - realNowMs);
    case 'factor': {
      const dueReal = clock.realAnchor + (dueOrgMs - clock.orgAnchor) / checkedFactor(clock.factor);
      let delay = Math.max(0, Math.ceil(dueReal - realNowMs));
      // Rounding of the division may fall a hair short of the due time; a timer must never fire early.
      if (clockNow(clock, realNowMs + delay) < dueOrgMs) delay += 1;
      return delay;
    }
    case 'manual':
      return null;
  }
}

function checkedFactor(factor: number): number {
  if (Number.isFinite(factor) && factor > 0) return factor;
  throw new CalendarError('CLOCK_FACTOR', `Expected a factor above 0 but got ${factor}.`);
}
