import type { BusinessCalendar } from '@krok/calendar';
import { permitAct, statusVariables } from '@krok/receivables';
import { sql, type Selectable } from 'kysely';
import { ledgerView } from '../ledger/ledger-view.ts';
import type { BundleTable } from '../tables/acts.ts';
import type { Work } from '../work.ts';
import { cancelLetter } from '../letters/await-posting.ts';
import { actRows, type ActRow } from './act-rows.ts';
import { enqueueOutcome } from './enqueue-outcome.ts';

export interface Reviewed {
  readonly left: number;
  /** Acts that wait at the desk again. */
  readonly sentBack: number;
}

/**
 * Reads the ledger again for a planned bundle, under its desk's lock: demands about what is paid leave it for good,
 * those that have to wait go back to the desk, the rest stays.
 */
export async function reviewBundle(
  work: Work,
  bundle: Selectable<BundleTable>,
  now: number,
  calendar: BusinessCalendar,
): Promise<Reviewed> {
  const { tx } = work;
  const { creditor_id: creditorId, debtor_id: debtorId } = bundle;
  const rows: ActRow[] = await actRows(tx)
    .where('a.bundle_id', '=', bundle.id)
    .where('a.state', '=', 'planned')
    .orderBy('a.id')
    .execute();
  if (bundle.kind !== 'demand' || creditorId === null || debtorId === null) return { left: rows.length, sentBack: 0 };
  const subjects = rows.map(({ subject }) => subject);
  const view = await ledgerView(tx, { creditorId, debtorId, now, zone: calendar.zone }, subjects);
  let left = rows.length;
  let sentBack = 0;
  for (const row of rows) {
    const act = {
      id: row.id,
      creditor: creditorId,
      debtor: debtorId,
      kind: row.kind,
      channel: row.channel,
      dueAt: row.due_at,
      invoices: row.subject === null ? [] : [row.subject],
      joins: 'debtor' as const,
    };
    const permission = permitAct(act, view, now, calendar);
    if (permission.kind === 'permitted' || (permission.kind === 'wait' && isOutOfReach(bundle))) continue;
    left -= 1;
    const update = tx.updateTable('act').where('id', '=', row.id);
    if (permission.kind === 'wait') {
      sentBack += 1;
      await update
        .set({ state: 'due', bundle_id: null, plan_at: permission.until, reason: permission.reason })
        .execute();
      continue;
    }
    await update.set({ state: 'notNeeded', reason: permission.reason, plan_at: null }).execute();
    const variables = statusVariables(row.channel, permission.kind, permission.reason);
    await enqueueOutcome(work, row, { kind: 'completed', variables }, now);
  }
  if (left < rows.length) await shrink(work, bundle.id, left);
  if (left === 0 && bundle.status === 'posting') await cancelLetter(work, bundle.id);
  return { left, sentBack };
}

/** Whoever has taken the work speaks with the debtor: a promise made meanwhile must not take it away. What is printed stays printed. */
function isOutOfReach({ performer, claimed_by: claimedBy, status }: Selectable<BundleTable>): boolean {
  return status === 'posting' || (performer === 'person' && claimedBy !== null);
}

async function shrink({ tx }: Work, bundleId: string, left: number): Promise<void> {
  await tx
    .updateTable('bundle')
    .set({ version: sql`version + 1`, ...(left === 0 && { status: 'empty' as const }) })
    .where('id', '=', bundleId)
    .execute();
}
