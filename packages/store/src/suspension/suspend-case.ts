import { sql } from 'kysely';
import { lockDesk } from '../locks.ts';
import type { Projection } from '../log/project/project-steps.ts';
import type { BundleStatus } from '../surface/acts.ts';

/** Reason of an act that waits because a person has suspended its case. */
export const CASE_SUSPENDED = 'caseSuspended';

/**
 * Nothing that machines do leaves for a suspended case: what is planned goes back to the desk and waits there. What is
 * being performed or printed goes on; duties of listings and claims are none of the case's wishes.
 */
export async function suspendCase({ work: { tx }, of, now }: Projection): Promise<void> {
  await tx.updateTable('process_case').set({ suspended_at: now }).where('id', '=', of.id).execute();
  await lockDesk(tx, of.deskKey);
  const { rows } = await sql<{ bundle_id: string }>`
    WITH taken AS (
      UPDATE act AS a SET state = 'due', bundle_id = NULL, plan_at = NULL, reason = ${CASE_SUSPENDED}
      FROM bundle AS b
      WHERE a.case_id = ${of.id} AND a.state = 'planned' AND a.source_kind IN ('job', 'userTask')
        AND b.id = a.bundle_id AND b.performer = 'machine' AND b.status = 'planned'
      RETURNING b.id AS bundle_id)
    SELECT DISTINCT bundle_id FROM taken`.execute(tx);
  for (const { bundle_id: bundleId } of rows) {
    const others = sql<boolean>`EXISTS (SELECT 1 FROM act WHERE act.bundle_id = bundle.id AND act.state = 'planned')`;
    await tx
      .updateTable('bundle')
      .set((eb) => ({
        version: eb('version', '+', 1),
        status: sql<BundleStatus>`CASE WHEN ${others} THEN status ELSE 'empty' END`,
      }))
      .where('id', '=', bundleId)
      .execute();
  }
}

/** Acts of suspended cases that the desk met: they wait for their cases, not for a time. */
export async function letWait({ tx }: Pick<Projection['work'], 'tx'>, rows: readonly { readonly id: string }[]) {
  if (rows.length === 0) return;
  await tx
    .updateTable('act')
    .set({ plan_at: null, reason: CASE_SUSPENDED })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}

/** The desk looks again at what waited. */
export async function resumeCase(projection: Projection): Promise<void> {
  const { work, of } = projection;
  await work.tx.updateTable('process_case').set({ suspended_at: null }).where('id', '=', of.id).execute();
  await work.tx
    .updateTable('act')
    .set({ plan_at: projection.now, reason: null })
    .where('case_id', '=', of.id)
    .where('state', '=', 'due')
    .where('reason', '=', CASE_SUSPENDED)
    .execute();
  projection.desk = true;
}
