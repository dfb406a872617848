import { sql } from 'kysely';
import { projectElements } from '../log/project/project-elements.ts';
import { storedSteps } from '../log/stored-step.ts';
import type { Heat, HeatQuery } from '../surface/deployments.ts';
import { type StoreContext, transact, type Work } from '../work.ts';

/** See `DeploymentStore.heat`. */
export async function heat(
  context: StoreContext,
  { organisationId, processId, hash, since }: HeatQuery,
): Promise<Heat> {
  const { db } = context;
  await countOlderCases(context, { organisationId, processId, hash });
  const ofProcess = sql`c.organisation_id = ${organisationId} AND c.process_id = ${processId}`;
  const isOpen = sql`c.status IN ('starting', 'active')`;
  const [open, standing, passed] = await Promise.all([
    sql<{ here: number; elsewhere: number }>`
      SELECT count(*) FILTER (WHERE c.executable_hash = ${hash})::integer AS here,
        count(*) FILTER (WHERE c.executable_hash <> ${hash})::integer AS elsewhere
      FROM process_case AS c WHERE ${ofProcess} AND ${isOpen}`.execute(db),
    sql<{ element: number; cases: number; incidents: number }>`
      SELECT i.element, count(DISTINCT i.case_id)::integer AS cases,
        count(DISTINCT t.case_id)::integer AS incidents
      FROM process_case AS c
      JOIN element_instance AS i ON i.case_id = c.id
      LEFT JOIN incident AS t ON t.case_id = i.case_id AND t.element = i.element AND t.resolved_at IS NULL
      WHERE ${ofProcess} AND ${isOpen} AND c.executable_hash = ${hash}
      GROUP BY i.element ORDER BY i.element`.execute(db),
    sql<{ element: number; cases: number; times: number }>`
      SELECT v.element, count(*)::integer AS cases, sum(v.times)::integer AS times
      FROM element_visit AS v JOIN process_case AS c ON c.id = v.case_id
      WHERE v.executable_hash = ${hash} AND v.last_at >= ${since} AND ${ofProcess}
      GROUP BY v.element ORDER BY v.element`.execute(db),
  ]);
  const [{ here, elsewhere } = { here: 0, elsewhere: 0 }] = open.rows;
  return { openCases: here, openElsewhere: elsewhere, standing: standing.rows, passed: passed.rows };
}

/** Cases at once; the rest are counted when somebody looks again. */
const MOST_COUNTED = 500;
const PORTION = 200;

/** Cases that began before elements were counted are counted from their log, once. */
async function countOlderCases(
  context: StoreContext,
  { organisationId, processId, hash }: Omit<HeatQuery, 'since'>,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM process_case AS c
    WHERE c.organisation_id = ${organisationId} AND c.process_id = ${processId} AND c.executable_hash = ${hash}
      AND c.status = 'active' AND NOT EXISTS (SELECT FROM element_visit AS v WHERE v.case_id = c.id)
    LIMIT ${MOST_COUNTED}`.execute(context.db);
  for (const { id } of rows) await transact(context, (work) => countFromLog(work, id));
}

async function countFromLog({ tx, keys }: Work, caseId: string): Promise<void> {
  const row = await tx
    .selectFrom('process_case as c')
    .select(['c.executable_hash', 'c.first_executable_hash', 'c.head_seq', 'c.status'])
    .where('c.id', '=', caseId)
    .modifyEnd(sql`for no key update of c`)
    .executeTakeFirstOrThrow();
  const counted = await tx
    .selectFrom('element_visit')
    .select('element')
    .where('case_id', '=', caseId)
    .limit(1)
    .execute();
  if (counted.length > 0 || row.status !== 'active') return;
  const key = await keys.ofCase(tx, caseId);
  let executableHash = row.first_executable_hash ?? row.executable_hash;
  for (let from = 1; from <= row.head_seq; ) {
    const steps = await storedSteps(tx, key, caseId, { from, limit: PORTION });
    if (steps.length === 0) return;
    await projectElements(tx, { id: caseId, executableHash }, steps);
    for (const { command } of steps) if (command.kind === 'migrate') executableHash = command.definition;
    from += steps.length;
  }
}
