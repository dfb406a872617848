import type { OutboxRow, Store } from '@krok/store';
import { caseWorkflowId } from '@krok/workflows/messages';
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
  /** After it a case's task that a dead worker took is handed out again; default 10 s, which is Temporal's. */
  readonly taskTimeout?: '5 s';
}

/** Rows under way at once; the store hands out at most one of a case, in order. */
const AT_ONCE = 30;
/**
 * Of these, at most so many that failed before: cases that stand still hold each of their rows until its deadline, and
 * must leave room for those that go on.
 */
const REPEATS_AT_ONCE = 8;
const POLL_MS = 1_000;
/** A delivery that takes longer is tried again; the update id makes that safe. */
const DEADLINE_MS = 10_000;
const REPEAT_DEADLINE_MS = 5_000;

/**
 * Takes rows of the outbox to their cases and desks until each is logged or refused. Woken by the database's
 * notification; the poll covers lost ones and leases of a relay that died.
 */
export async function startRelay(store: Store, client: Client, settings: RelaySettings): Promise<Relay> {
  const { taskQueue, log, taskTimeout } = settings;
  let stopped = false;
  let wakeUp: () => void = () => {};
  const underway = new Set<Promise<void>>();
  let repeats = 0;
  const bell = await store.outbox.listen(() => wakeUp());

  const carry = async (row: OutboxRow): Promise<void> => {
    let outcome: RowOutcome;
    try {
      const patience = row.attempt > 1 ? REPEAT_DEADLINE_MS : DEADLINE_MS;
      outcome = await client.withDeadline(Date.now() + patience, () =>
        sendRow({ store, client, taskQueue, ...(taskTimeout && { taskTimeout }) }, row),
      );
    } catch (error) {
      outcome = { kind: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
    await record(row, outcome);
  };

  async function record(row: OutboxRow, outcome: RowOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'delivered':
        return store.outbox.delivered(row.id);
      case 'refused':
        return store.outbox.refused(row.id, { code: outcome.code, message: outcome.message });
      case 'closed':
        return store.outbox.closed(row.id);
      case 'setAside':
        log.error({ row: row.id, kind: row.kind, reason: outcome.reason }, 'outbox row was set aside');
        return store.outbox.setAside(row.id, outcome.cause, outcome.reason);
      case 'retry':
        log.warn({ row: row.id, kind: row.kind, reason: outcome.reason }, 'outbox row will be sent again');
        return store.outbox.failed(row.id, outcome.reason, row.attempt);
    }
  }

  const running = (async () => {
    while (!stopped) {
      const woken = new Promise<void>((resolve) => {
        wakeUp = resolve;
      });
      const rows = await store.outbox
        .takePending(AT_ONCE - underway.size, {
          repeats: REPEATS_AT_ONCE - repeats,
          ...(settings.leaseMs === undefined ? {} : { leaseMs: settings.leaseMs }),
        })
        .catch((error: unknown) => {
          log.error({ error }, 'the outbox cannot be read');
          return [];
        });
      for (const row of rows) {
        const repeat = row.attempt > 1 ? 1 : 0;
        repeats += repeat;
        const job: Promise<void> = carry(row)
          .catch((error: unknown) => {
            log.error({ error, row: row.id }, 'the outcome of an outbox row could not be recorded');
            return noteUnrecorded(store, row).catch(() => {});
          })
          .finally(() => {
            underway.delete(job);
            repeats -= repeat;
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

/** Its lease ends and it is sent again, to the same end: seen by people only if somebody says so. */
async function noteUnrecorded({ standstills }: Store, row: OutboxRow): Promise<void> {
  if (row.kind !== 'command' || row.attempt < UNRECORDED_PATIENCE) return;
  const detail = `Expected the outcome of a ${row.command.kind} to be recorded but it cannot be (attempt ${row.attempt}).`;
  await standstills.note({ workflowId: caseWorkflowId(row.caseId), cause: 'failing', detail });
}

const UNRECORDED_PATIENCE = 3;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
