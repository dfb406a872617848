import { type MessageView, matchProcess } from './match-process.ts';
import { isAlive, type Message, type MessageStart, type MessageSubscription } from './message.ts';

/**
 * `redeliver` and `start`: the process stays marked as served. `buffer`: take the mark off. `drop`: the message has
 * expired on its way and nobody waited for it while it lived.
 */
export type RefusedDecision =
  | { readonly kind: 'redeliver'; readonly subscription: MessageSubscription }
  | { readonly kind: 'start'; readonly start: MessageStart }
  | { readonly kind: 'buffer' }
  | { readonly kind: 'drop' };

/**
 * The case refused a message because its subscription was gone: the message goes to whoever would have had it, had the
 * subscription closed before. The way to a case takes time, so a message may have expired meanwhile: then, of those who
 * wait, only those count who waited while it lived (a message with time to live 0: at its publication).
 */
export function decideRefused(
  message: Message,
  refused: MessageSubscription,
  view: MessageView,
  now: number,
): RefusedDecision {
  const alive = isAlive(message, now);
  const match = matchProcess(message, refused.processId, {
    ...view,
    subscriptions: view.subscriptions.filter(
      (each) => each.id !== refused.id && (alive || waitedInLife(each, message)),
    ),
  });
  if (match?.kind === 'subscription') return { kind: 'redeliver', subscription: match.subscription };
  if (match?.kind === 'start') return { kind: 'start', start: match.start };
  return alive ? { kind: 'buffer' } : { kind: 'drop' };
}

function waitedInLife(subscription: MessageSubscription, message: Message): boolean {
  return subscription.openedAt <= message.publishedAt || subscription.openedAt < message.expiresAt;
}
