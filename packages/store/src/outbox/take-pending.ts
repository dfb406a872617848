import type { Command } from '@krok/engine';
import { sql } from 'kysely';
import { StoreError } from '../errors.ts';
import { lockOutboxTaking } from '../locks.ts';
import { openJson } from '../seal.ts';
import type { OutboxRow } from '../surface/outbox.ts';
import { type StoreContext, transact } from '../work.ts';
import { commandPlace } from './enqueue.ts';
import { settleUnreadable } from './settle.ts';

interface TakenRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly kind: OutboxRow['kind'];
  readonly case_id: string | null;
  readonly desk_key: string | null;
  readonly woken: string | null;
  readonly command_kind: string | null;
  readonly command: Buffer | null;
  readonly at: number;
  readonly attempts: number;
  readonly sending: number;
  readonly deployment_id: string | null;
  readonly process_id: string | null;
  readonly seen: number | null;
}

/** Nobody has it, its time has come, and it is the first of its lane. */
const READY = sql`o.status = 'pending' AND o.next_attempt_at <= clock_timestamp()
  AND (o.leased_until IS NULL OR o.leased_until <= clock_timestamp())
  AND NOT EXISTS (
    SELECT 1 FROM outbox e WHERE e.lane = o.lane AND e.status = 'pending' AND e.id <> o.id
      AND (e.position < o.position OR e.leased_until > clock_timestamp()))`;

/** See `OutboxStore.takePending`. */
export async function takePending(
  context: StoreContext,
  limit: number,
  { leaseMs, repeats, withoutDesks }: { leaseMs: number; repeats: number; withoutDesks: boolean },
): Promise<OutboxRow[]> {
  if (limit <= 0) return [];
  const taken = await transact(context, async ({ tx }) => {
    // One relay at a time chooses, so that no two take rows of one lane in the same instant.
    await lockOutboxTaking(tx);
    const { rows } = await sql<TakenRow>`
      WITH fresh AS (
        SELECT o.id, o.position FROM outbox o
        WHERE o.attempts = 0 AND NOT (${withoutDesks} AND o.kind = 'wakeDesk') AND ${READY}
        ORDER BY o.position LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ), repeated AS (
        SELECT o.id, o.position FROM outbox o
        WHERE o.attempts > 0 AND NOT (${withoutDesks} AND o.kind = 'wakeDesk') AND ${READY}
        ORDER BY o.next_attempt_at, o.position LIMIT ${Math.max(0, Math.min(limit, repeats))} FOR UPDATE SKIP LOCKED
      ), chosen AS (
        SELECT id FROM (SELECT * FROM fresh UNION ALL SELECT * FROM repeated) AS either ORDER BY position LIMIT ${limit}
      ), leased AS (
        UPDATE outbox o SET attempts = attempts + 1,
          leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
        FROM chosen WHERE o.id = chosen.id
        RETURNING o.*
      )
      SELECT leased.id, leased.organisation_id, leased.kind, leased.case_id, leased.desk_key, leased.woken, leased.command_kind,
        leased.command, leased.at, leased.attempts, leased.sending, leased.seen, c.deployment_id, c.process_id
      FROM leased LEFT JOIN process_case c ON c.id = leased.case_id
      ORDER BY leased.position`.execute(tx);
    return rows;
  });
  const opened: OutboxRow[] = [];
  for (const row of taken) {
    try {
      opened.push(await toOutboxRow(context, row));
    } catch (error) {
      // A row that nobody can read any more must not stop the others.
      if (!(error instanceof StoreError)) throw error;
      await settleUnreadable(context, row.id, error.message);
    }
  }
  return opened;
}

/** See `OutboxStore.takeDeskWakes`. */
export async function takeDeskWakes({ db }: StoreContext): Promise<string[]> {
  const rows = await db
    .updateTable('outbox')
    .set({ status: 'delivered', leased_until: null, settled_at: sql`now()` })
    .where('kind', '=', 'wakeDesk')
    .where('status', '=', 'pending')
    .returning(['desk_key', 'position'])
    .execute();
  const inOrder = rows.toSorted((a, b) => a.position - b.position);
  return [...new Set(inOrder.flatMap(({ desk_key: deskKey }) => deskKey ?? []))];
}

/** See `OutboxStore.endLeases`. */
export async function endLeases({ db }: StoreContext): Promise<void> {
  await db.updateTable('outbox').set({ leased_until: null }).where('status', '=', 'pending').execute();
}

async function toOutboxRow(context: StoreContext, row: TakenRow): Promise<OutboxRow> {
  const common = {
    id: row.id,
    organisationId: row.organisation_id,
    at: row.at,
    attempt: row.attempts,
    sending: row.sending,
  };
  const { kind, case_id: caseId, deployment_id: deploymentId, process_id: processId, desk_key: deskKey, woken } = row;
  if (kind === 'wakeDesk' && deskKey !== null) return { ...common, kind, deskKey };
  if (kind === 'wakeDaily') return { ...common, kind };
  if (kind === 'wakeCase' && caseId !== null) return { ...common, kind, caseId };
  if (kind === 'wakeListing' && woken !== null) return { ...common, kind, listingId: woken };
  if (kind === 'wakeClaim' && woken !== null) return { ...common, kind, claimId: woken };
  if (kind === 'startCase' && caseId !== null && deploymentId !== null && processId !== null) {
    return { ...common, kind, caseId, deploymentId, processId };
  }
  if (kind === 'command' && caseId !== null) {
    const command = await commandOf(context, row, caseId);
    return { ...common, kind, caseId, command, ...(row.seen !== null && { seen: row.seen }) };
  }
  throw new StoreError('STORED_DATA_BROKEN', `Expected a whole outbox row but ${row.id} lacks what a ${kind} needs.`);
}

async function commandOf(context: StoreContext, row: TakenRow, caseId: string): Promise<Command> {
  if (row.command !== null) {
    return openJson<Command>(await context.keys.ofCase(context.db, caseId), commandPlace(row.id), row.command);
  }
  if (row.command_kind === 'timeDue' || row.command_kind === 'calendarChanged') return { kind: row.command_kind };
  throw new StoreError('STORED_DATA_BROKEN', `Expected a command in outbox row ${row.id} but there is none.`);
}
