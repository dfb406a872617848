import { StoreError } from '../errors.ts';
import type { Act, ActPlan, DeskPlan, DeskView, PlannedBundle, TaskDetails } from '../surface/acts.ts';
import { newId } from '../uuid.ts';
import type { Work } from '../work.ts';
import type { ActRow } from './act-rows.ts';
import { enqueueOutcome } from './enqueue-outcome.ts';

/** Writes the desk's answers. A plan that forgets an act or names one twice is the decider's mistake: nothing is written. */
export async function carryOutPlan(work: Work, view: DeskView, rows: readonly ActRow[], plan: DeskPlan): Promise<void> {
  const answers = new Map(plan.acts.map((each) => [each.actId, each]));
  if (answers.size !== plan.acts.length || plan.acts.length !== rows.length) {
    throw incomplete(`one answer for each of ${rows.length} acts`, `${plan.acts.length} for ${answers.size}`);
  }
  const bundles = new Map<string, string>();
  for (const planned of plan.bundles) {
    const members = view.acts.filter((act) => isIn(answers.get(act.id), planned.bundle));
    if (members.length === 0) throw incomplete(`acts in bundle "${planned.bundle}"`, 'none');
    bundles.set(
      planned.bundle,
      await insertBundle(
        work,
        view,
        planned,
        members.map((act) => act.task ?? taskOf(act.headers)).filter((task) => task !== null),
      ),
    );
  }
  for (const row of rows) {
    const answer = answers.get(row.id);
    if (answer === undefined) throw incomplete(`an answer for act ${row.id}`, 'none');
    await carryOut(work, row, answer, bundles, view.now);
  }
}

async function carryOut(
  work: Work,
  row: ActRow,
  answer: ActPlan,
  bundles: ReadonlyMap<string, string>,
  now: number,
): Promise<void> {
  const update = work.tx.updateTable('act').where('id', '=', row.id);
  switch (answer.kind) {
    case 'bundle': {
      const bundleId = bundles.get(answer.bundle);
      if (bundleId === undefined) throw incomplete(`a bundle "${answer.bundle}" in the plan`, 'none');
      await update.set({ state: 'planned', bundle_id: bundleId, plan_at: null, reason: null }).execute();
      return;
    }
    case 'wait': {
      const policyVersion = answer.policyVersion ?? null;
      if (row.plan_at === answer.until && row.reason === answer.reason && row.policy_version === policyVersion) return;
      await update.set({ plan_at: answer.until, reason: answer.reason, policy_version: policyVersion }).execute();
      return;
    }
    case 'notNeeded':
      await update.set({ state: 'notNeeded', plan_at: null, reason: answer.reason }).execute();
      await enqueueOutcome(work, row, { kind: 'completed', variables: answer.variables ?? {} }, now);
      return;
    case 'refused':
      await update.set({ state: 'refused', plan_at: null, reason: answer.reason }).execute();
      await enqueueOutcome(work, row, { kind: 'failed', retries: 0, backOff: 0, message: answer.reason }, now);
      return;
  }
}

/** Task header `candidateGroups` (comma between) of a job that a person does: to whom it is offered. */
function taskOf({ candidateGroups }: Act['headers']): TaskDetails | null {
  if (candidateGroups === undefined) return null;
  const groups = candidateGroups.split(',').map((group) => group.trim());
  return {
    assignee: null,
    candidateGroups: groups.filter((group) => group !== ''),
    candidateUsers: [],
    dueDate: null,
    followUpDate: null,
    priority: 50,
    formId: null,
  };
}

/** A joined item shows the earliest date and the highest priority of its tasks. */
async function insertBundle(
  { tx }: Work,
  view: DeskView,
  planned: PlannedBundle,
  tasks: readonly TaskDetails[],
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('bundle')
    .values({
      id,
      organisation_id: view.organisationId,
      creditor_id: view.creditorId,
      debtor_id: view.debtorId,
      desk_key: view.deskKey,
      channel: planned.channel,
      kind: planned.kind,
      performer: planned.performer,
      status: 'planned',
      perform_at: planned.performAt ?? view.now,
      assignee: first(tasks.map((task) => task.assignee)),
      candidate_groups: [...new Set(tasks.flatMap((task) => task.candidateGroups))],
      candidate_users: [...new Set(tasks.flatMap((task) => task.candidateUsers))],
      priority: tasks.length === 0 ? 50 : Math.max(...tasks.map((task) => task.priority)),
      due_date: first(tasks.map((task) => task.dueDate).sort()),
      follow_up_date: first(tasks.map((task) => task.followUpDate).sort()),
      form_id: first(tasks.map((task) => task.formId)),
      created_at: view.now,
    })
    .execute();
  return id;
}

function isIn(answer: ActPlan | undefined, bundle: string): boolean {
  return answer?.kind === 'bundle' && answer.bundle === bundle;
}

function first(values: readonly (string | null)[]): string | null {
  return values.find((value) => value !== null) ?? null;
}

function incomplete(expected: string, got: string): StoreError {
  return new StoreError('INCOMPLETE_PLAN', `Expected ${expected} in the desk's plan but got ${got}.`);
}
