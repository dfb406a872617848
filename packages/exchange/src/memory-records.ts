import type { CallableProcess } from './decide-call.ts';
import type { ParentCall } from './decide-called-ended.ts';
import type { SignalStart, SignalSubscription } from './decide-signal.ts';
import type { Delivery, OpenCase } from './exchange-host.ts';
import { KeyedRecords } from './keyed-records.ts';
import type { BufferedMessage, MessageStart, MessageSubscription } from './message.ts';

/** A subscription as the host in memory keeps it: `busy` while a delivery to it is under way. */
interface HeldSubscription {
  readonly subscription: MessageSubscription;
  busy: boolean;
}

export interface HeldCase extends OpenCase {
  /** The call that started it. */
  readonly parent: ParentCall | null;
  /** Correlation key of the message that started it; null where it blocks no key. */
  readonly startKey: string | null;
}

/** What settling a delivery needs to know of its cause. */
export type Cause =
  | { readonly kind: 'message'; readonly message: BufferedMessage; readonly receiver: MessageSubscription }
  | { readonly kind: 'messageStart'; readonly processId: string; readonly correlationKey: string }
  | { readonly kind: 'call'; readonly parent: ParentCall }
  | { readonly kind: 'none' };

export interface PendingDelivery {
  readonly delivery: Delivery;
  readonly cause: Cause;
}

/** Everything that the host in memory holds. */
export interface MemoryRecords {
  position: number;
  readonly processes: CallableProcess[];
  messageStarts: readonly MessageStart[];
  signalStarts: readonly SignalStart[];
  readonly cases: Map<string, HeldCase>;
  readonly subscriptions: KeyedRecords<HeldSubscription>;
  /** Ids of the open subscriptions of a case. */
  readonly subscriptionsOf: Map<string, Set<string>>;
  readonly signals: Map<string, SignalSubscription>;
  /** Open calls by `<caseId>/<call>`; the called case once it is started. */
  readonly calls: Map<string, { readonly caller: string; child: string | null }>;
  /** Known living messages by id, whether or not somebody may still take them. */
  readonly buffer: KeyedRecords<BufferedMessage>;
  /** No message in the buffer expires before it. */
  firstExpiry: number;
  /** Cases started, or being started, by a message: how many by `<key length>:<key><process>`. */
  readonly openStarts: Map<string, number>;
  readonly pending: Map<number, PendingDelivery>;
}

export function emptyRecords(): MemoryRecords {
  return {
    position: 0,
    processes: [],
    messageStarts: [],
    signalStarts: [],
    cases: new Map(),
    subscriptions: new KeyedRecords((each) => each.subscription),
    subscriptionsOf: new Map(),
    signals: new Map(),
    calls: new Map(),
    buffer: new KeyedRecords((each) => each),
    firstExpiry: Number.POSITIVE_INFINITY,
    openStarts: new Map(),
    pending: new Map(),
  };
}

/** Counts the instances of a process that messages of a non-empty key have started and that have not ended. */
export function countOpenStart(
  records: MemoryRecords,
  processId: string,
  correlationKey: string,
  change: 1 | -1,
): void {
  if (correlationKey === '') return;
  const key = openStartKey(processId, correlationKey);
  const count = (records.openStarts.get(key) ?? 0) + change;
  if (count > 0) records.openStarts.set(key, count);
  else records.openStarts.delete(key);
}

export function isOpenByStart(records: MemoryRecords, processId: string, correlationKey: string): boolean {
  return records.openStarts.has(openStartKey(processId, correlationKey));
}

function openStartKey(processId: string, correlationKey: string): string {
  return `${correlationKey.length}:${correlationKey}${processId}`;
}
