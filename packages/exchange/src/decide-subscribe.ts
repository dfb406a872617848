import { waitsFor } from './match-process.ts';
import { type BufferedMessage, isAlive, type MessageSubscription } from './message.ts';

/**
 * The oldest living message that a subscription takes from the buffer, when it opens and each time it is free again
 * (a non-interrupting event stays subscribed after a message).
 * @param buffered at least the messages of the subscription's name and key, in any order
 * @param now epoch ms on the organisation's clock
 */
export function decideSubscribe(
  subscription: MessageSubscription,
  buffered: readonly BufferedMessage[],
  now: number,
): BufferedMessage | null {
  let oldest: BufferedMessage | null = null;
  for (const each of buffered) {
    if (!waitsFor(subscription, each) || !isAlive(each, now) || each.served.includes(subscription.processId)) continue;
    if (oldest === null || each.position < oldest.position) oldest = each;
  }
  return oldest;
}
