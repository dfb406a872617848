import type { ActKind } from '@krok/contracts/types';
import { insertAct } from '../acts/insert-act.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import type { ActPayload } from '../acts/act-payload.ts';
import type { EntryDetails } from '../surface/duties.ts';
import type { Work } from '../work.ts';

export interface DutyAct {
  readonly entry: 'listing' | 'claim';
  readonly type: string;
  readonly channel: 'krd' | 'epu' | 'task';
  /** Default duty: it always goes out. */
  readonly kind?: ActKind;
  readonly task?: ActPayload['task'];
  readonly variables: ActPayload['variables'];
}

/** What is owed, at the desk: it always goes out. */
export async function insertDutyAct(
  work: Work,
  of: EntryDetails,
  { entry, type, channel, variables, kind = 'duty', task = null }: DutyAct,
  now: number,
): Promise<void> {
  const { tx, keys } = work;
  const { element } = await tx.selectFrom(entry).select('element').where('id', '=', of.id).executeTakeFirstOrThrow();
  const last = await tx
    .selectFrom('act')
    .select((eb) => eb.fn.max('attempt').as('attempt'))
    .where('case_id', '=', of.caseId)
    .where('source_kind', '=', entry)
    .where('source_id', '=', of.id)
    .executeTakeFirst();
  const key = await keys.ofCase(tx, of.caseId);
  const { organisationId, creditorId, debtorId, deskKey } = of;
  await insertAct(
    work,
    { id: of.caseId, key, organisationId, creditorId, debtorId, deskKey },
    {
      source: { kind: entry, id: of.id },
      attempt: (last?.attempt ?? 0) + 1,
      element,
      type,
      retries: 0,
      channel,
      actKind: kind,
      dueAt: now,
      payload: { headers: {}, variables, task },
    },
  );
  await wakeDesks(work, organisationId, [deskKey], now);
}

/** A person says what becomes of the costs of a claim: variable `costs`, `claimed` or `waived`. */
export const DECIDE_COSTS = 'decide-claim-costs';

/** A person corrects what the register did not take: variable `decision`, `retry` or (of an order) `giveUp`. */
export const CORRECT_LISTING = 'correct-listing';
/** The order once more, as it was approved. */
export const LIST_IN_KRD = 'list-in-krd';
