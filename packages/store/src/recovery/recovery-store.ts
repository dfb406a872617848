import { clockNow } from '@krok/calendar';
import { sql } from 'kysely';
import { dailyWorkDue } from '../daily/daily-due.ts';
import { presentOf } from '../organisations/present.ts';
import { wakeDesks, wakeEntries } from '../outbox/enqueue.ts';
import { wakeDaily } from '../outbox/enqueue-wakes.ts';
import { ownerOf } from '../standstills/owner-of.ts';
import type { OpenCase, RecoveryStore } from '../surface/recovery.ts';
import { newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';

export function recoveryStore(context: StoreContext): RecoveryStore {
  return {
    openCases: (after, limit) => openCases(context, after, limit),
    openWork: (after, limit) => openWork(context, after, limit),
    wake: (workflowIds) =>
      transact(context, async (work) => {
        for (const workflowId of workflowIds) await wake(work, workflowId);
      }),
  };
}

/** Real time that a timer may take to become a step. */
const PATIENCE_MS = 120_000;

async function openCases({ db }: StoreContext, after: string | null, limit: number): Promise<OpenCase[]> {
  let query = db
    .selectFrom('process_case as c')
    .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
    .select(['c.id', 'c.next_due', 'o.clock'])
    .where('c.status', 'in', ['starting', 'active']);
  if (after !== null) query = query.where('c.id', '>', after);
  const rows = await query.orderBy('c.id').limit(limit).execute();
  const then = Date.now() - PATIENCE_MS;
  return rows.map(({ id, next_due: due, clock }) => ({
    caseId: id,
    // Under a manual clock the command that advances it tells the case.
    overdue: due !== null && clock.mode !== 'manual' && due <= clockNow(clock, then),
  }));
}

async function openWork({ db }: StoreContext, after: string | null, limit: number): Promise<string[]> {
  const organisations = await db.selectFrom('organisation').select(['id', 'clock', 'sending_enabled']).execute();
  const found: string[] = [];
  for (const { id, clock, sending_enabled: sends } of organisations) {
    // Whoever has to wait for a manual clock ends, and is woken by the command that advances it.
    const until = clock.mode === 'manual' ? clock.now : Number.MAX_SAFE_INTEGER;
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM (
        SELECT 'desk:' || desk_key AS id FROM act
          WHERE organisation_id = ${id} AND state = 'due' AND plan_at <= ${until}
        UNION
        SELECT 'desk:' || desk_key FROM bundle WHERE organisation_id = ${id} AND performer = 'machine'
          AND status IN ('planned', 'performing') AND perform_at <= ${until} AND ${sends}
        UNION
        SELECT 'listing:' || id FROM listing WHERE organisation_id = ${id} AND ended_at IS NULL
        UNION
        SELECT 'claim:' || id FROM claim WHERE organisation_id = ${id} AND ended_at IS NULL
      ) AS work
      WHERE id > ${after ?? ''} COLLATE "C"
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.lane = work.id AND o.status = 'pending')
      ORDER BY id COLLATE "C" LIMIT ${limit}`.execute(db);
    found.push(...rows.map((row) => row.id));
    const daily = await dailyWorkDue(db, id);
    const dailyId = `daily:${id}`;
    if (daily !== null && daily <= until && dailyId > (after ?? '')) found.push(dailyId);
  }
  return found.sort().slice(0, limit);
}

/** Tells the workflow to look again, unless that is under way already; one that is gone is started. */
export async function wake(work: Work, workflowId: string): Promise<void> {
  const { tx } = work;
  const underWay = await tx
    .selectFrom('outbox')
    .select('id')
    .where('lane', '=', workflowId)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  const owner = underWay ? null : await ownerOf(tx, workflowId);
  if (owner === null) return;
  const { organisationId, caseId } = owner;
  const at = await presentOf(tx, organisationId);
  const kind = workflowId.slice(0, workflowId.indexOf(':'));
  const id = workflowId.slice(kind.length + 1);
  if (caseId !== null) {
    await tx
      .insertInto('outbox')
      .values({
        id: newId(),
        organisation_id: organisationId,
        kind: 'wakeCase',
        lane: workflowId,
        case_id: caseId,
        at,
      })
      .execute();
    work.rings = true;
  } else if (kind === 'desk') await wakeDesks(work, organisationId, [id], at);
  else if (kind === 'daily') await wakeDaily(work, organisationId, at);
  else if (kind === 'listing' || kind === 'claim') await wakeEntries(work, organisationId, kind, [id], at);
}
