import { sql } from 'kysely';
import { freeSubscription } from '../exchange/free-subscription.ts';
import { returnMessage } from '../exchange/return-message.ts';
import { exchangeLock, lockAll } from '../locks.ts';
import { presentOf } from '../organisations/present.ts';
import { noteStandstill } from '../standstills/note-standstill.ts';
import type { Refusal } from '../surface/outbox.ts';
import { storableText } from '../storable-text.ts';
import { type StoreContext, transact, type Work } from '../work.ts';

/** The rows have arrived. For commands the case's commit has said so already. */
export async function allDelivered(context: StoreContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await context.db
    .updateTable('outbox')
    .set({ status: 'delivered', command: null, message_row: null, leased_until: null, settled_at: sql`now()` })
    .where('id', 'in', ids)
    .where('status', '=', 'pending')
    .execute();
}

/** The case refused or has ended: what the row carried finds its way back. */
export async function turnedAway(
  context: StoreContext,
  id: string,
  status: 'refused' | 'closed',
  rejection: Refusal | null,
): Promise<void> {
  await transact(context, async (work) => {
    const { tx } = work;
    const message = await tx
      .selectFrom('outbox as o')
      .innerJoin('message as m', 'm.id', 'o.message_row')
      .select(['m.organisation_id', 'm.name', 'm.correlation_key'])
      .where('o.id', '=', id)
      .executeTakeFirst();
    if (message) {
      await lockAll(tx, [exchangeLock(message.organisation_id, message.name, message.correlation_key)]);
    }
    const row = await tx
      .selectFrom('outbox')
      .selectAll()
      .where('id', '=', id)
      .where('status', 'in', ['pending', 'aside'])
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return;
    if (row.logged_at !== null) {
      // The case took it, and ended since: it has arrived.
      await tx
        .updateTable('outbox')
        .set({ status: 'delivered', command: null, leased_until: null, settled_at: sql`now()` })
        .where('id', '=', id)
        .execute();
      return;
    }
    await tx
      .updateTable('outbox')
      .set({
        status,
        rejection: rejection && JSON.stringify({ ...rejection, message: storableText(rejection.message) }),
        command: null,
        message_row: null,
        leased_until: null,
        settled_at: sql`now()`,
      })
      .where('id', '=', id)
      .execute();
    if (row.message_row !== null && row.case_id !== null && row.subscription !== null) {
      if (rejection === null || !FOR_ITS_CONTENT.includes(rejection.code)) {
        await returnMessage(work, row.organisation_id, row.message_row, row.case_id, row.subscription);
      } else {
        // Refused for its content: it would be refused again, but the subscription waits on for another.
        const now = await presentOf(tx, row.organisation_id);
        await freeSubscription(work, row.case_id, row.subscription, now);
      }
    }
    await takeBackAnswer(work, id, row.act_id, rejection);
  });
}

/** See `OutboxStore.setAside`. */
export async function setAside(
  context: StoreContext,
  id: string,
  cause: 'unstorable' | 'undeliverable' | 'tooLarge',
  reason: string,
): Promise<void> {
  const row = await context.db
    .updateTable('outbox')
    .set({ status: 'aside', leased_until: null, last_error: storableText(reason).slice(0, 2_000) })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .returning('case_id')
    .executeTakeFirst();
  if (row === undefined || row.case_id === null) return;
  // The commit that failed has noted it already.
  const standstill = { workflowId: `case:${row.case_id}`, cause, commandId: id, detail: reason };
  await noteStandstill(context.db, standstill, false);
}

export async function settleUnreadable(context: StoreContext, id: string, reason: string): Promise<void> {
  await turnedAway(context, id, 'closed', { code: 'unreadable', message: reason });
}

export async function failed(context: StoreContext, id: string, error: string, attempt?: number): Promise<void> {
  let update = context.db
    .updateTable('outbox')
    .set({
      leased_until: null,
      last_error: storableText(error).slice(0, 2_000),
      next_attempt_at: sql`clock_timestamp() + least(${MOST_BACK_OFF_MS}, ${FIRST_BACK_OFF_MS} * power(2, least(attempts - 1, 20))) * interval '1 millisecond'`,
    })
    .where('id', '=', id)
    .where('status', '=', 'pending');
  if (attempt !== undefined) update = update.where('attempts', '=', attempt);
  await update.execute();
}

/** Rejections that the same command would meet everywhere. */
const FOR_ITS_CONTENT: readonly string[] = ['invalidVariables', 'unstorable'];
const FIRST_BACK_OFF_MS = 200;
const MOST_BACK_OFF_MS = 30_000;

/** A job whose outcome was refused for its content can be answered again; a job that is gone was cancelled by its case. */
async function takeBackAnswer(work: Work, id: string, actId: string | null, rejection: Refusal | null): Promise<void> {
  await work.tx
    .updateTable('job')
    .set({ status: 'open', answer_id: null })
    .where('answer_id', '=', id)
    .where('status', '=', 'answered')
    .execute();
  if (actId === null) return;
  await work.tx
    .updateTable('act')
    // An act that was not needed keeps its own reason.
    .set((eb) => ({
      reason: eb.fn.coalesce('reason', eb.val(`no longer needed: ${rejection?.code ?? 'case closed'}`)),
    }))
    .where('id', '=', actId)
    .execute();
}
