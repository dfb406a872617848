import { createHash } from 'node:crypto';

/** What the sandbox's court does with a claim, and when: epoch ms on the organisation's clock. */
export interface CourtTimeline {
  readonly registeredAt: number;
  readonly orderAt: number;
  readonly servedAt: number;
  /** One claim in ten, within the two weeks of KPC art. 480(2). */
  readonly opposedAt: number | null;
  readonly finalAt: number | null;
}

const DAY = 86_400_000;
const OPPOSED_OF_HUNDRED = 10;

/** The same claim has the same fate at every run: it is drawn from its reference. */
export function courtTimeline(reference: string, filedAt: number): CourtTimeline {
  const seed = createHash('sha256').update(reference).digest();
  const drawn = (at: number, below: number): number => seed.readUInt32BE(at) % below;
  const registeredAt = filedAt + DAY;
  const orderAt = registeredAt + (10 + drawn(0, 18)) * DAY;
  const servedAt = orderAt + (6 + drawn(4, 10)) * DAY;
  const opposed = drawn(8, 100) < OPPOSED_OF_HUNDRED;
  return {
    registeredAt,
    orderAt,
    servedAt,
    opposedAt: opposed ? servedAt + (2 + drawn(12, 12)) * DAY : null,
    finalAt: opposed ? null : servedAt + 15 * DAY,
  };
}
