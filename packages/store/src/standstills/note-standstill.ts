import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { presentOf } from '../organisations/present.ts';
import { storableText } from '../storable-text.ts';
import type { NewStandstill } from '../surface/standstills.ts';
import { newId } from '../uuid.ts';
import { ownerOf } from './owner-of.ts';

/** See `StandstillStore.note`. `counted`: whether one that is known already was met once more. */
export async function noteStandstill(
  db: Db,
  { workflowId, cause, commandId, detail }: NewStandstill,
  counted = true,
): Promise<void> {
  const owner = await ownerOf(db, workflowId);
  if (owner === null) return;
  await db
    .insertInto('standstill')
    .values({
      id: newId(),
      organisation_id: owner.organisationId,
      workflow_id: workflowId,
      case_id: owner.caseId,
      cause,
      command_id: commandId ?? '',
      detail: storableText(detail).slice(0, MOST_DETAIL),
      since: await presentOf(db, owner.organisationId),
    })
    .onConflict((conflict) =>
      conflict.columns(['workflow_id', 'cause', 'command_id']).doUpdateSet((eb) => ({
        times: eb('standstill.times', '+', counted ? 1 : 0),
        detail: eb.ref('excluded.detail'),
        seen_at: sql`now()`,
      })),
    )
    .execute();
}

const MOST_DETAIL = 1_000;
