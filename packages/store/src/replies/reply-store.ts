import { sql } from 'kysely';
import type { ReplyStore } from '../surface/replies.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { recordReply } from './record-reply.ts';
import { noSuchReply, toReply } from './reply-rows.ts';

export function replyStore(context: StoreContext): ReplyStore {
  const { db, keys } = context;
  return {
    record: (reply) => recordReply(context, reply),
    reply: async (id) => {
      const row = isUuid(id)
        ? await db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined;
      if (row === undefined) throw noSuchReply(id);
      return toReply(db, keys, row);
    },
    ofHistory: async (scope) => {
      const [column, id] =
        'caseId' in scope ? (['case_id', scope.caseId] as const) : (['debtor_id', scope.debtorId] as const);
      if (!isUuid(id)) return [];
      const rows = await db
        .selectFrom('reply')
        .selectAll()
        .where(column, '=', id)
        .orderBy('recorded_at')
        .orderBy('id')
        .execute();
      return Promise.all(rows.map((row) => toReply(db, keys, row)));
    },
    caseFor: async (debtorId, creditorId) => {
      if (!isUuid(debtorId)) return null;
      let query = db.selectFrom('process_case').select('id').where('debtor_id', '=', debtorId);
      if (creditorId !== undefined) query = query.where('creditor_id', '=', creditorId);
      const row = await query
        .orderBy(sql`CASE WHEN status IN ('starting', 'active') THEN 0 ELSE 1 END`)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.id ?? null;
    },
  };
}
