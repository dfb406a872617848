import { addBusinessDays, clockNow, localDate } from '@krok/calendar';
import { insertAct } from '../acts/insert-act.ts';
import { noSuchCase } from '../cases/case-queries.ts';
import { lockDesk } from '../locks.ts';
import { termsOf } from '../organisations/present.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import { sealJson } from '../seal.ts';
import type { NewReply } from '../surface/replies.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { ANSWER_REPLY, replyPlace } from './reply-rows.ts';

/** See `ReplyStore.record`. */
export function recordReply(
  context: StoreContext,
  { caseId, channel, receivedOn, text, by }: NewReply,
): Promise<string> {
  if (!isUuid(caseId)) throw noSuchCase(caseId);
  return transact(context, async (work) => {
    const { tx, keys } = work;
    const of = await tx
      .selectFrom('process_case')
      .select(['organisation_id', 'creditor_id', 'debtor_id', 'desk_key'])
      .where('id', '=', caseId)
      .executeTakeFirst();
    if (of === undefined) throw noSuchCase(caseId);
    await lockDesk(tx, of.desk_key);
    const { clock, zone, calendar } = await termsOf(tx, of.organisation_id);
    const now = clockNow(clock, Date.now());
    const id = newId();
    const key = await keys.ofCase(tx, caseId);
    await tx
      .insertInto('reply')
      .values({
        id,
        organisation_id: of.organisation_id,
        case_id: caseId,
        debtor_id: of.debtor_id,
        channel,
        received_on: receivedOn,
        payload: sealJson(key, replyPlace(id), text),
        recorded_by: by,
        recorded_at: now,
        handled_by: null,
        handled_at: null,
      })
      .execute();
    await insertAct(
      work,
      {
        id: caseId,
        key,
        organisationId: of.organisation_id,
        creditorId: of.creditor_id,
        debtorId: of.debtor_id,
        deskKey: of.desk_key,
      },
      {
        source: { kind: 'reply', id },
        attempt: 1,
        // No element of the drawing asks for it.
        element: 0,
        type: ANSWER_REPLY,
        retries: 0,
        channel: 'task',
        actKind: 'internal',
        dueAt: now,
        payload: {
          headers: {},
          variables: { replyId: id, channel, receivedOn },
          task: {
            assignee: null,
            candidateGroups: ['collector', 'manager'],
            candidateUsers: [],
            dueDate: addBusinessDays(localDate(now, zone), 1, calendar),
            followUpDate: null,
            priority: 50,
            formId: null,
          },
        },
      },
    );
    await wakeDesks(work, of.organisation_id, [of.desk_key], now);
    return id;
  });
}
