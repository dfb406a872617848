import type { Selectable } from 'kysely';
import type { Db } from '../database.ts';
import { unlessErased } from '../case-files/note-rows.ts';
import { StoreError } from '../errors.ts';
import type { KeyRing } from '../key-ring.ts';
import { openJson } from '../seal.ts';
import type { Reply } from '../surface/replies.ts';
import type { ActTable } from '../tables/acts.ts';
import type { ReplyTable } from '../tables/desk.ts';
import type { Work } from '../work.ts';

/** A person reads what the debtor answered, and does what it asks for. */
export const ANSWER_REPLY = 'answer-reply';

export function replyPlace(id: string): string {
  return `reply ${id}`;
}

export async function toReply(db: Db, keys: KeyRing, row: Selectable<ReplyTable>): Promise<Reply> {
  const { id, case_id: caseId, payload } = row;
  return {
    id,
    organisationId: row.organisation_id,
    caseId,
    debtorId: row.debtor_id,
    channel: row.channel,
    receivedOn: row.received_on,
    text: await unlessErased(async () => openJson<string>(await keys.ofCase(db, caseId), replyPlace(id), payload)),
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    handledBy: row.handled_by,
    handledAt: row.handled_at,
  };
}

/** Somebody has dealt with it. Under the desk's lock; the case is told nothing. */
export async function replyOutcome({ tx }: Work, act: Selectable<ActTable>, now: number): Promise<void> {
  const bundle = await tx
    .selectFrom('bundle')
    .select('done_by')
    .where('id', '=', act.bundle_id ?? '')
    .executeTakeFirst();
  const by = bundle?.done_by ?? null;
  if (by === null) return;
  await tx
    .updateTable('reply')
    .set({ handled_by: by, handled_at: now })
    .where('id', '=', act.source_id)
    .where('handled_at', 'is', null)
    .execute();
}

export function noSuchReply(id: string): StoreError {
  return new StoreError('NO_SUCH_REPLY', `Expected a reply ${id} but there is none.`, { replyId: id });
}
