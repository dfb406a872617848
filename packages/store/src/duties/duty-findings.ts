import { localDate } from '@krok/calendar';
import { type DutyProblem, remedyOf } from '@krok/receivables';
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { presentOf, termsOf } from '../organisations/present.ts';
import type { DutyFinding } from '../surface/duties.ts';

/** See `DutyStore.findings`. */
export async function dutyFindings(db: Db, organisationId: string): Promise<DutyFinding[]> {
  const [{ zone }, now] = await Promise.all([termsOf(db, organisationId), presentOf(db, organisationId)]);
  const found = await Promise.all([
    troubledEntries(db, organisationId),
    refusedActs(db, organisationId, zone),
    lettersToPost(db, organisationId, now),
  ]);
  return found.flat().toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

/** Open listings and claims in whose way something stands. */
async function troubledEntries(db: Db, organisationId: string): Promise<DutyFinding[]> {
  const found: DutyFinding[] = [];
  for (const [kind, channel] of [
    ['listing', 'krd'],
    ['claim', 'epu'],
  ] as const) {
    const rows = await db
      .selectFrom(kind)
      .select(['id', 'problem', 'debtor_id', 'creditor_id', 'case_id'])
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .where('problem', 'is not', null)
      .execute();
    for (const row of rows) {
      const problem: DutyProblem | null = row.problem;
      if (problem === null) continue;
      found.push({
        kind,
        channel,
        id: row.id,
        reason: problem.reason,
        remedy: remedyOf(problem.reason),
        since: problem.since,
        debtorId: row.debtor_id,
        creditorId: row.creditor_id,
        caseId: row.case_id,
      });
    }
  }
  return found;
}

/** Refused before they left, of open cases that have not tried again since. */
async function refusedActs(db: Db, organisationId: string, zone: string): Promise<DutyFinding[]> {
  const { rows } = await sql<{
    id: string;
    channel: 'krd' | 'epu';
    reason: string | null;
    due_at: number;
    debtor_id: string | null;
    creditor_id: string | null;
    case_id: string;
  }>`
    SELECT a.id, a.channel, a.reason, a.due_at, a.debtor_id, a.creditor_id, a.case_id
    FROM act a JOIN process_case k ON k.id = a.case_id
    WHERE a.organisation_id = ${organisationId} AND a.channel IN ('krd', 'epu') AND a.source_kind = 'job'
      AND a.state = 'refused' AND k.status = 'active'
      AND NOT EXISTS (SELECT 1 FROM act n WHERE n.case_id = a.case_id AND n.channel = a.channel
        AND n.source_kind = 'job' AND n.id > a.id)
    ORDER BY a.due_at, a.id`.execute(db);
  return rows.map((row) => ({
    kind: 'refusedAct',
    id: row.id,
    channel: row.channel,
    reason: row.reason ?? '',
    remedy: remedyOf(row.reason ?? ''),
    since: localDate(row.due_at, zone),
    debtorId: row.debtor_id,
    creditorId: row.creditor_id,
    caseId: row.case_id,
  }));
}

/** Printed, and nobody has said since the morning after that they were posted. */
async function lettersToPost(db: Db, organisationId: string, now: number): Promise<DutyFinding[]> {
  const rows = await db
    .selectFrom('registered_letter as l')
    .innerJoin('act as a', (join) => join.on(sql<boolean>`a.source_id = l.bundle_id::text`))
    .select(['l.bundle_id', 'l.printed_on', 'l.debtor_id', 'l.creditor_id', 'a.case_id'])
    .where('l.organisation_id', '=', organisationId)
    .where('l.state', '=', 'awaiting')
    .where('a.source_kind', '=', 'letter')
    .where('a.state', 'in', ['due', 'planned'])
    .where('a.due_at', '<=', now)
    .execute();
  return rows.map((row) => ({
    kind: 'letter',
    id: row.bundle_id,
    channel: 'letter',
    reason: 'postingNotConfirmed',
    remedy: remedyOf('postingNotConfirmed'),
    since: row.printed_on,
    debtorId: row.debtor_id,
    creditorId: row.creditor_id,
    caseId: row.case_id,
  }));
}
