import { sql } from 'kysely';
import type { CommittedCase } from '../log/project/committed-case.ts';
import { cancelLetter } from '../letters/await-posting.ts';
import { lockDesk } from '../locks.ts';
import type { BundleStatus } from '../surface/acts.ts';
import type { Work } from '../work.ts';

/**
 * The case wants the acts of `source` (all that it wished when absent) no more; duties of its listings and claims are none of its wishes. A bundle not yet performed lets them go; one
 * that is being performed goes on, and its outcome will be refused by the case and shown.
 */
export async function withdrawActs(
  work: Work,
  of: CommittedCase,
  source: { readonly kind: 'job' | 'userTask'; readonly id: string } | null,
  reason: string,
): Promise<void> {
  const { tx } = work;
  const open = () => {
    let query = tx
      .selectFrom('act')
      .select(['id', 'bundle_id'])
      .where('case_id', '=', of.id)
      .where('source_kind', 'in', ['job', 'userTask'])
      .where('state', 'in', ['due', 'planned']);
    if (source) query = query.where('source_kind', '=', source.kind).where('source_id', '=', source.id);
    return query.execute();
  };
  if ((await open()).length === 0) return;
  await lockDesk(tx, of.deskKey);
  for (const { id, bundle_id: bundleId } of await open()) {
    const left = bundleId === null ? 'planned' : await letGo(work, bundleId, id);
    if (left !== null) {
      await tx.updateTable('act').set({ state: 'notNeeded', reason, plan_at: null }).where('id', '=', id).execute();
      if (left === 'empty' && bundleId !== null) await cancelLetter(work, bundleId);
    } else {
      await tx.updateTable('act').set({ withdrawn: true }).where('id', '=', id).execute();
    }
  }
}

/** What becomes of the bundle; null when it is too late. */
async function letGo({ tx }: Work, bundleId: string, actId: string): Promise<BundleStatus | null> {
  const others = sql<boolean>`EXISTS (SELECT 1 FROM act WHERE act.bundle_id = bundle.id AND act.id <> ${actId} AND act.state = 'planned')`;
  const row = await tx
    .updateTable('bundle')
    .set((eb) => ({
      version: eb('version', '+', 1),
      status: sql<BundleStatus>`CASE WHEN ${others} THEN status ELSE 'empty' END`,
    }))
    .where('id', '=', bundleId)
    .where('status', 'in', ['planned', 'posting'])
    .returning('status')
    .executeTakeFirst();
  return row?.status ?? null;
}
