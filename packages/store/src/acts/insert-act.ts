import type { ActChannel, ActKind } from '@krok/contracts/types';
import type { Selectable } from 'kysely';
import { openJson, sealJson } from '../seal.ts';
import type { ActSource } from '../surface/acts.ts';
import type { ActTable } from '../tables/acts.ts';
import { newId } from '../uuid.ts';
import type { Work } from '../work.ts';
import { type ActPayload, actPlace } from './act-payload.ts';
import type { CommittedCase } from '../log/project/committed-case.ts';

export interface NewAct {
  readonly source: ActSource;
  readonly attempt: number;
  readonly element: number;
  readonly type: string | null;
  readonly retries: number;
  readonly channel: ActChannel;
  /** Of the channel; a task header `kind` says otherwise. */
  readonly actKind: ActKind;
  readonly dueAt: number;
  readonly payload: ActPayload;
}

/** Whose act it is. */
export type ActOwner = Pick<CommittedCase, 'id' | 'key' | 'organisationId' | 'creditorId' | 'debtorId' | 'deskKey'>;

/** A wish of the case, to be looked at by its desk at once. Gives the act's id. */
export async function insertAct({ tx }: Work, of: ActOwner, act: NewAct): Promise<string> {
  const id = newId();
  await tx
    .insertInto('act')
    .values({
      id,
      organisation_id: of.organisationId,
      creditor_id: of.creditorId,
      debtor_id: of.debtorId,
      case_id: of.id,
      desk_key: of.deskKey,
      source_kind: act.source.kind,
      source_id: act.source.id,
      attempt: act.attempt,
      element: act.element,
      type: act.type,
      retries: act.retries,
      channel: act.channel,
      kind: kindOf(act),
      due_at: act.dueAt,
      plan_at: act.dueAt,
      state: 'due',
      reason: null,
      policy_version: null,
      bundle_id: null,
      payload: sealJson(of.key, actPlace(id), act.payload),
    })
    .execute();
  return id;
}

/** The same wish once more, after its job failed and was offered again. */
export async function insertActAgain(
  work: Work,
  of: CommittedCase,
  last: Selectable<ActTable>,
  retries: number,
  dueAt: number,
): Promise<void> {
  await insertAct(work, of, {
    source: { kind: last.source_kind, id: last.source_id },
    attempt: last.attempt + 1,
    element: last.element,
    type: last.type,
    retries,
    channel: last.channel,
    actKind: last.kind,
    dueAt,
    payload: openJson<ActPayload>(of.key, actPlace(last.id), last.payload),
  });
}

/** Nothing that leaves is made internal by a word in a drawing: it would pass by caps, windows and the ledger. */
function kindOf({ payload, actKind }: NewAct): ActKind {
  const said = payload.headers['kind'];
  return said === 'demand' || said === 'duty' ? said : actKind;
}
