import { clockNow, type OrganisationClock } from '@krok/calendar';

export interface FailedAttempt {
  /** Attempts made so far, this one included. */
  readonly attempts: number;
  readonly clock: OrganisationClock;
  /** Epoch ms. */
  readonly realNow: number;
}

export type NextAttempt =
  /** `at`: epoch ms on the organisation's clock. */
  { readonly kind: 'retry'; readonly at: number } | { readonly kind: 'giveUp' };

/**
 * When to try again what a receiver turned away for the moment: after 5 s, doubling to ten minutes, ten attempts in
 * about half an hour. A receiver's trouble passes in real time, however fast the organisation's clock runs; where that
 * clock stands still, the wait counts on it and ends when somebody advances it.
 */
export function nextAttempt({ attempts, clock, realNow }: FailedAttempt): NextAttempt {
  if (attempts >= MOST_ATTEMPTS) return { kind: 'giveUp' };
  const wait = Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
  return { kind: 'retry', at: clock.mode === 'manual' ? clock.now + wait : clockNow(clock, realNow + wait) };
}

const MOST_ATTEMPTS = 10;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 600_000;
