import { type MessageView, matchProcess, waitsFor } from './match-process.ts';
import { isAlive, type Message, type MessageStart, type MessageSubscription } from './message.ts';

export interface PublishView extends MessageView {
  /** Whether a message of this id is known and alive at `message.publishedAt`. */
  readonly alreadyPublished: boolean;
}

/**
 * `deliveries`: oldest subscription first, at most one per process. `startInstances`: by process id, at most one per
 * process. `buffer`: keep the message until it expires, marked as served for the processes of both lists; a message
 * that was delivered stays for other processes that begin to wait within its life.
 */
export type PublishDecision =
  | {
      readonly kind: 'published';
      readonly deliveries: readonly MessageSubscription[];
      readonly startInstances: readonly MessageStart[];
      readonly buffer: boolean;
    }
  | { readonly kind: 'duplicate' };

/** A message is correlated at most once per process. */
export function decidePublish(message: Message, view: PublishView): PublishDecision {
  if (view.alreadyPublished) return { kind: 'duplicate' };
  const deliveries: MessageSubscription[] = [];
  const startInstances: MessageStart[] = [];
  for (const processId of receivingProcesses(message, view)) {
    const match = matchProcess(message, processId, view);
    if (match?.kind === 'subscription') deliveries.push(match.subscription);
    if (match?.kind === 'start') startInstances.push(match.start);
  }
  deliveries.sort((a, b) => a.position - b.position);
  startInstances.sort((a, b) => (a.processId < b.processId ? -1 : 1));
  return { kind: 'published', deliveries, startInstances, buffer: isAlive(message, message.publishedAt) };
}

function receivingProcesses(message: Message, view: MessageView): Set<string> {
  const processes = new Set<string>();
  for (const each of view.subscriptions) if (waitsFor(each, message)) processes.add(each.processId);
  for (const each of view.starts) if (each.name === message.name) processes.add(each.processId);
  return processes;
}
