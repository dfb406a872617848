import { sql, type Updateable } from 'kysely';
import type { StepRecord } from '../commit-types.ts';
import { freeSubscription } from '../exchange/free-subscription.ts';
import type { ProcessCaseTable } from '../tables/cases.ts';
import { isUuid } from '../uuid.ts';
import type { Work } from '../work.ts';
import type { CommittedCase } from './project/committed-case.ts';

/**
 * The end of a commit, in one round trip: the case's row, and the rows of the outbox whose commands the case has logged
 * with it. They stay pending until the workflow answers: were it to lose the step with its worker, the row brings it
 * back to the log. A started case needs no answer, its workflow's first event is the start.
 */
export async function moveHead(
  work: Work,
  of: CommittedCase,
  steps: readonly StepRecord[],
  values: Updateable<ProcessCaseTable>,
): Promise<void> {
  const commandIds = steps.map((step) => step.commandId).filter(isUuid);
  const loggedIds = steps.flatMap(({ commandId }) => [commandId, commandId.replace(/:unstorable$/, '')]);
  const ended = values.status === 'completed' || values.status === 'terminated';
  const started = steps.some((step) => step.commandId === 'start');
  const logged = await work.tx
    .with('moved', (db) => db.updateTable('process_case').set(values).where('id', '=', of.id))
    .with('started', (db) =>
      db
        .updateTable('outbox')
        .set({ status: 'delivered', leased_until: null, settled_at: sql`now()` })
        .where('lane', '=', `case:${of.id}`)
        .where('status', '=', 'pending')
        .where(sql<boolean>`kind = 'startCase' AND ${started}`),
    )
    .with('logged', (db) =>
      db
        .updateTable('outbox')
        .set({ logged_at: sql`now()`, message_row: null })
        .where('lane', '=', `case:${of.id}`)
        .where('status', '=', 'pending')
        .where(sql<boolean>`id = ANY (${commandIds}::uuid[])`)
        .returning('subscription'),
    )
    .with('over', (db) =>
      db
        .deleteFrom('standstill')
        .where('workflow_id', '=', `case:${of.id}`)
        .where(sql<boolean>`(${ended}::boolean OR command_id = ANY (${loggedIds}::text[]))`),
    )
    // What was set aside for a case that has ended goes the way of all that comes too late.
    .with('late', (db) =>
      db
        .updateTable('outbox')
        .set({ status: 'pending', next_attempt_at: sql`now()` })
        .where('lane', '=', `case:${of.id}`)
        .where('status', '=', 'aside')
        .where(sql<boolean>`${ended}::boolean`),
    )
    .selectFrom('logged')
    .select('subscription')
    .execute();
  for (const { subscription } of logged) {
    if (subscription !== null) await freeSubscription(work, of.id, subscription, of.present);
  }
}
