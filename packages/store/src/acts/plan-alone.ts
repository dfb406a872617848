import type { ActChannel, ActKind } from '@krok/contracts/types';
import type { CommittedCase } from '../log/project/committed-case.ts';
import type { TaskDetails } from '../surface/acts.ts';
import { newId } from '../uuid.ts';
import type { Work } from '../work.ts';

/** An act that nothing joins is a worklist item of its own at once. */
export async function planAlone(
  { tx }: Work,
  of: CommittedCase,
  actId: string,
  { channel, actKind, task, now }: { channel: ActChannel; actKind: ActKind; task: TaskDetails; now: number },
): Promise<void> {
  const id = newId();
  await tx
    .insertInto('bundle')
    .values({
      id,
      organisation_id: of.organisationId,
      creditor_id: of.creditorId,
      debtor_id: of.debtorId,
      desk_key: of.deskKey,
      channel,
      kind: actKind,
      performer: 'person',
      status: 'planned',
      perform_at: now,
      assignee: task.assignee,
      candidate_groups: [...task.candidateGroups],
      candidate_users: [...task.candidateUsers],
      priority: task.priority,
      due_date: task.dueDate,
      follow_up_date: task.followUpDate,
      form_id: task.formId,
      created_at: now,
    })
    .execute();
  await tx.updateTable('act').set({ state: 'planned', bundle_id: id, plan_at: null }).where('id', '=', actId).execute();
}
