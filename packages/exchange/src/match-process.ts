import type { Message, MessageStart, MessageSubscription } from './message.ts';

/** What a decision about a message sees. Order of the lists never matters. */
export interface MessageView {
  /**
   * Free subscriptions, at least those of the message's name and correlation key. A subscription with a delivery under
   * way is not free: the next message waits until the case has answered, so that a case sees them one by one.
   */
  readonly subscriptions: readonly MessageSubscription[];
  /** Message start events of the versions in force, at least those of the message's name. */
  readonly starts: readonly MessageStart[];
  /** Whether an instance of this process that a message with this key started is open (or being started). */
  readonly openByStart: (processId: string, correlationKey: string) => boolean;
}

export type Match =
  | { readonly kind: 'subscription'; readonly subscription: MessageSubscription }
  | { readonly kind: 'start'; readonly start: MessageStart };

/**
 * The one receiver of a message within one process: its oldest subscription, else its message start event. A waiting
 * instance wins over a new one. At most one instance per process and non-empty key is started by messages at a time.
 */
export function matchProcess(message: Message, processId: string, view: MessageView): Match | null {
  let oldest: MessageSubscription | null = null;
  for (const each of view.subscriptions) {
    if (each.processId !== processId || !waitsFor(each, message)) continue;
    if (oldest === null || each.position < oldest.position) oldest = each;
  }
  if (oldest !== null) return { kind: 'subscription', subscription: oldest };

  const start = startOf(processId, message.name, view.starts);
  if (start === null) return null;
  if (message.correlationKey !== '' && view.openByStart(processId, message.correlationKey)) return null;
  return { kind: 'start', start };
}

export function waitsFor(subscription: MessageSubscription, message: Message): boolean {
  return subscription.name === message.name && subscription.correlationKey === message.correlationKey;
}

function startOf(processId: string, name: string, starts: readonly MessageStart[]): MessageStart | null {
  let first: MessageStart | null = null;
  for (const each of starts) {
    if (each.processId !== processId || each.name !== name) continue;
    if (first === null || each.startEvent < first.startEvent) first = each;
  }
  return first;
}
