import { decideEndedInstance } from './decide-ended-instance.ts';
import { decidePublish } from './decide-publish.ts';
import { decideRefused } from './decide-refused.ts';
import { decideSubscribe } from './decide-subscribe.ts';
import type { Publication } from './exchange-host.ts';
import type { MessageView } from './match-process.ts';
import { type Cause, countOpenStart, isOpenByStart, type MemoryRecords } from './memory-records.ts';
import { type BufferedMessage, isAlive, type Message, type MessageStart, type MessageSubscription } from './message.ts';

/** Carries out what the deciders say about messages, on the records in memory. */
export function publishInMemory(
  records: MemoryRecords,
  publication: Publication,
  now: number,
): 'published' | 'duplicate' {
  forgetExpired(records, now);
  const message: BufferedMessage = {
    id: publication.id,
    name: publication.name,
    correlationKey: publication.correlationKey,
    variables: publication.variables,
    position: ++records.position,
    publishedAt: now,
    expiresAt: now + publication.timeToLive,
    served: [],
  };
  const alreadyPublished = records.buffer.has(message.id);
  const decision = decidePublish(message, { ...messageView(records, message), alreadyPublished });
  if (decision.kind === 'duplicate') return 'duplicate';
  if (decision.buffer) keep(records, message);
  for (const subscription of decision.deliveries) deliverMessage(records, message, subscription);
  for (const start of decision.startInstances) startByMessage(records, message, start);
  return 'published';
}

/** Offers the buffer to a subscription that has opened or is free again. */
export function serveSubscription(records: MemoryRecords, subscription: MessageSubscription, now: number): void {
  forgetExpired(records, now);
  const message = decideSubscribe(subscription, records.buffer.of(subscription.name, subscription.correlationKey), now);
  if (message !== null) deliverMessage(records, message, subscription);
}

/** Finds another way for a message that a case refused. */
export function returnMessage(
  records: MemoryRecords,
  sent: BufferedMessage,
  refused: MessageSubscription,
  now: number,
): void {
  const decision = decideRefused(sent, refused, messageView(records, sent), now);
  switch (decision.kind) {
    case 'redeliver':
      return deliverMessage(records, sent, decision.subscription);
    case 'start':
      return startByMessage(records, sent, decision.start);
    case 'buffer': {
      const kept = records.buffer.get(sent.id) ?? sent;
      keep(records, { ...kept, served: kept.served.filter((each) => each !== refused.processId) });
      return;
    }
    case 'drop':
      return;
  }
}

/** Starts the next instance of a key whose instance has ended. */
export function freeStartKey(records: MemoryRecords, processId: string, correlationKey: string, now: number): void {
  forgetExpired(records, now);
  const starts = records.messageStarts.filter((each) => each.processId === processId);
  const buffered = starts.flatMap((each) => records.buffer.of(each.name, correlationKey));
  const next = decideEndedInstance({ processId, correlationKey }, { starts, buffered }, now);
  if (next !== null) startByMessage(records, next.message, next.start);
}

function deliverMessage(records: MemoryRecords, message: BufferedMessage, receiver: MessageSubscription): void {
  const held = records.subscriptions.get(receiver.id);
  if (held !== undefined) held.busy = true;
  markServed(records, message.id, receiver.processId);
  const cause: Cause = { kind: 'message', message, receiver };
  const { caseId, subscription } = receiver;
  const id = ++records.position;
  records.pending.set(id, {
    delivery: { id, kind: 'message', caseId, subscription, messageId: message.id, variables: message.variables },
    cause,
  });
}

function startByMessage(records: MemoryRecords, message: BufferedMessage, start: MessageStart): void {
  markServed(records, message.id, start.processId);
  countOpenStart(records, start.processId, message.correlationKey, 1);
  const { processId, deployment, startEvent } = start;
  const cause: Cause = { kind: 'messageStart', processId, correlationKey: message.correlationKey };
  const id = ++records.position;
  records.pending.set(id, {
    delivery: { id, kind: 'start', processId, deployment, startEvent, variables: message.variables },
    cause,
  });
}

function markServed(records: MemoryRecords, messageId: string, processId: string): void {
  const kept = records.buffer.get(messageId);
  if (kept === undefined || kept.served.includes(processId)) return;
  records.buffer.set(messageId, { ...kept, served: [...kept.served, processId] });
}

function messageView(records: MemoryRecords, { name, correlationKey }: Message): MessageView {
  const free = records.subscriptions.of(name, correlationKey).filter((each) => !each.busy);
  return {
    subscriptions: free.map((each) => each.subscription),
    starts: records.messageStarts,
    openByStart: (process, key) => isOpenByStart(records, process, key),
  };
}

/** Looks through the buffer only once the first of its messages has expired. */
function forgetExpired(records: MemoryRecords, now: number): void {
  if (now < records.firstExpiry) return;
  records.firstExpiry = Number.POSITIVE_INFINITY;
  for (const message of records.buffer.values()) {
    if (!isAlive(message, now)) records.buffer.delete(message.id);
    else records.firstExpiry = Math.min(records.firstExpiry, message.expiresAt);
  }
}

function keep(records: MemoryRecords, message: BufferedMessage): void {
  records.buffer.set(message.id, message);
  records.firstExpiry = Math.min(records.firstExpiry, message.expiresAt);
}
