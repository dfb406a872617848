import { squeeze } from '@krok/store';

/** See `CaseActivities.canBeCarried`: as the codec stores it, without the few bytes of its envelope. */
export function canBeCarried(carry: unknown): boolean {
  return squeeze(Buffer.from(JSON.stringify(carry)), 0).bytes.length <= MOST_BYTES;
}

/** Temporal takes 2 MB, and ends for good a workflow that asks for more. */
const MOST_BYTES = 1_900_000;
