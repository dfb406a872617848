import type { CallableProcess } from './decide-call.ts';
import type { ParentCall } from './decide-called-ended.ts';
import type { SignalStart, SignalSubscription } from './decide-signal.ts';
import type { Delivery, OpenCase } from './exchange-host.ts';
import type { BufferedMessage, MessageStart, MessageSubscription } from './message.ts';

/** A subscription as the host in memory keeps it: `busy` while a delivery to it is under way. */
export interface HeldSubscription {
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
  readonly subscriptions: Map<string, HeldSubscription>;
  readonly signals: Map<string, SignalSubscription>;
  /** Open calls by `<caseId>/<call>`; the called case once it is started. */
  readonly calls: Map<string, { readonly caller: string; child: string | null }>;
  /** Known living messages by id, whether or not somebody may still take them. */
  readonly buffer: Map<string, BufferedMessage>;
  readonly pending: Map<number, PendingDelivery>;
}

export function emptyRecords(): MemoryRecords {
  return {
    position: 0,
    processes: [],
    messageStarts: [],
    signalStarts: [],
    cases: new Map(),
    subscriptions: new Map(),
    signals: new Map(),
    calls: new Map(),
    buffer: new Map(),
    pending: new Map(),
  };
}
