import type { OutboxRow, Store } from '@krok/store';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { sendRow, type RowOutcome } from './send-row.ts';

export interface Relay {
  /** Ends after the rows in hand. */
  stop(): Promise<void>;
}

export interface RelaySettings {
  readonly taskQueue: string;
  readonly log: Logger;
  /** After it a row that nobody spoke of comes back; default 30 s. */
  readonly leaseMs?: number;
}

/** Rows under way at once; the store hands out at most one of a case, in order. */
const AT_ONCE = 30;
const POLL_MS = 1_000;
/** A delivery that takes longer is tried again; the update id makes that safe. */
const DEADLINE_MS = 20_000;

/**
 * Takes rows of the outbox to their cases and desks until each is logged or refused. Woken by the database's
 * notification; the poll covers lost ones and leases of a relay that died.
 */
export async function startRelay(store: Store, client: Client, settings: RelaySettings): Promise<Relay> {
  const { taskQueue, log } = settings;
  let stopped = false;
  let wakeUp: () => void = () => {};
  const underway = new Set<Promise<void>>();
  const bell = await store.outbox.listen(() => wakeUp());

  const carry = async (row: OutboxRow): Promise<void> => {
    let outcome: RowOutcome;
    try {
      outcome = await client.withDeadline(Date.now() + DEADLINE_MS, () => sendRow({ store, client, taskQueue }, row));
    } catch (error) {
      outcome = { kind: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
    if (outcome.kind === 'delivered') await store.outbox.delivered(row.id);
    else if (outcome.kind === 'refused')
      await store.outbox.refused(row.id, { code: outcome.code, message: outcome.message });
    else if (outcome.kind === 'closed') await store.outbox.closed(row.id);
    else {
      log.warn({ row: row.id, kind: row.kind, reason: outcome.reason }, 'outbox row will be sent again');
      await store.outbox.failed(row.id, outcome.reason, row.attempt);
    }
  };

  const running = (async () => {
    while (!stopped) {
      const woken = new Promise<void>((resolve) => {
        wakeUp = resolve;
      });
      const rows = await store.outbox
        .takePending(AT_ONCE - underway.size, settings.leaseMs === undefined ? {} : { leaseMs: settings.leaseMs })
        .catch((error: unknown) => {
          log.error({ error }, 'the outbox cannot be read');
          return [];
        });
      for (const row of rows) {
        const job: Promise<void> = carry(row)
          .catch((error: unknown) =>
            log.error({ error, row: row.id }, 'the outcome of an outbox row could not be recorded'),
          )
          .finally(() => {
            underway.delete(job);
            wakeUp();
          });
        underway.add(job);
      }
      if (rows.length === 0 || underway.size >= AT_ONCE) await Promise.race([woken, pause(POLL_MS)]);
    }
    await Promise.all(underway);
  })();

  return {
    stop: async () => {
      stopped = true;
      wakeUp();
      await running;
      await bell.close();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
