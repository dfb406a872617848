import { sql } from 'kysely';
import { lockSettings } from '../locks.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import { addVersion, settingOf } from '../settings/setting-rows.ts';
import { type StoreContext, transact } from '../work.ts';
import { presentOf, termsOf } from './present.ts';

/** See `OrganisationStore.setSending`. */
export function setSending(
  context: StoreContext,
  organisationId: string,
  enabled: boolean,
  by?: string,
): Promise<void> {
  return transact(context, async (work) => {
    const { tx } = work;
    await lockSettings(tx, organisationId);
    if ((await termsOf(tx, organisationId)).sendingEnabled === enabled) return;
    const at = await presentOf(tx, organisationId);
    const { version } = await settingOf(tx, organisationId, 'sending');
    const turn = { organisationId, version: version + 1, content: { enabled }, note: null, by: by ?? null, at };
    await addVersion(tx, 'sending', turn);
    await tx
      .updateTable('organisation')
      .set({
        sending_enabled: enabled,
        ...(enabled && { sending_begun_at: sql`coalesce(sending_begun_at, now())` }),
      })
      .where('id', '=', organisationId)
      .execute();
    if (!enabled) return;
    // Acts without a time wait for an event: this may be theirs.
    await tx
      .updateTable('act')
      .set({ plan_at: at })
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'due')
      .where('plan_at', 'is', null)
      .execute();
    const { rows } = await sql<{ desk_key: string }>`
      SELECT desk_key FROM act WHERE organisation_id = ${organisationId} AND state = 'due' AND plan_at <= ${at}
      UNION
      SELECT desk_key FROM bundle WHERE organisation_id = ${organisationId} AND performer = 'machine'
        AND status IN ('planned', 'performing')`.execute(tx);
    const desks = rows.map((row) => row.desk_key);
    await wakeDesks(work, organisationId, desks, at);
  });
}
