import { Temporal } from 'temporal-polyfill/implementation';
import { SimulatorError } from './errors.ts';

/**
 * The instant that lies an ISO 8601 duration after another. Days, weeks, months and years are civil ones in the zone;
 * hours and less are exact.
 */
export function instantAfter(instant: number, duration: string, zone: string): number {
  let parsed: Temporal.Duration;
  try {
    parsed = Temporal.Duration.from(duration);
  } catch {
    throw new SimulatorError('WRONG_DURATION', `Expected an ISO 8601 duration such as "PT10S" but got "${duration}".`);
  }
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).add(parsed).epochMilliseconds;
}
