import type { EngineEvent } from '@krok/engine';
import { type CallableProcess, decideCall } from '@krok/exchange';
import { insertCase } from '../../cases/insert-case.ts';
import { enqueueCommand } from '../../outbox/enqueue.ts';
import type { Projection } from './project-steps.ts';

/** A process that calls itself without end would otherwise fill the database. */
const MOST_DEPTH = 100;

export async function startCall(
  { work, of }: Projection,
  event: Extract<EngineEvent, { readonly kind: 'callStarted' }>,
): Promise<void> {
  const { organisationId, present } = of;
  const { call, processId, binding, versionTag, variables } = event;
  if (of.rebuilding) {
    const message = 'Expected the called case but the database was restored without it.';
    await enqueueCommand(work, {
      organisationId,
      caseId: of.id,
      command: { kind: 'calledFailed', call, message },
      at: present,
    });
    return;
  }
  const decision = decideCall(
    {
      caseId: of.id,
      call,
      callerDeployment: of.deploymentId,
      processId,
      binding,
      ...(versionTag === undefined ? {} : { versionTag }),
      variables,
    },
    await callable({ work, of }, processId),
  );
  const refusal =
    decision.kind === 'notFound'
      ? decision.message
      : of.depth >= MOST_DEPTH
        ? `Expected at most ${MOST_DEPTH} calls within each other but "${processId}" would be one more.`
        : null;
  if (decision.kind === 'notFound' || refusal !== null) {
    const command = { kind: 'calledFailed' as const, call, message: refusal ?? '' };
    await enqueueCommand(work, { organisationId, caseId: of.id, command, at: present });
    return;
  }
  const child = await insertCase(work, {
    organisationId,
    processId: decision.processId,
    deploymentId: decision.deployment,
    creditorId: of.creditorId,
    debtorId: of.debtorId,
    subject: of.subject,
    command: { kind: 'start', called: true, variables },
    at: present,
    parent: { caseId: of.id, call, rootCaseId: of.rootCaseId, depth: of.depth + 1 },
    options: of.options,
  });
  await work.tx.insertInto('open_call').values({ case_id: of.id, call, child_case_id: child }).execute();
}

export async function endCall({ work, of }: Projection, call: string): Promise<void> {
  await work.tx.deleteFrom('open_call').where('case_id', '=', of.id).where('call', '=', call).execute();
}

/** The called case is told to end; its answer will find nobody. */
export async function cancelCall({ work, of }: Projection, call?: string): Promise<void> {
  let query = work.tx.deleteFrom('open_call').where('case_id', '=', of.id);
  if (call !== undefined) query = query.where('call', '=', call);
  const rows = await query.returning('child_case_id').execute();
  for (const row of rows) {
    await enqueueCommand(work, {
      organisationId: of.organisationId,
      caseId: row.child_case_id,
      command: { kind: 'cancel', reason: 'The calling activity was cancelled.' },
      at: of.present,
    });
  }
}

async function callable({ work, of }: Pick<Projection, 'work' | 'of'>, processId: string): Promise<CallableProcess[]> {
  const rows = await work.tx
    .selectFrom('deployed_process')
    .select(['process_id', 'deployment_id', 'version_tag', 'position'])
    .where('organisation_id', '=', of.organisationId)
    .where('process_id', '=', processId)
    .execute();
  return rows.map((row) => ({
    processId: row.process_id,
    deployment: row.deployment_id,
    position: row.position,
    ...(row.version_tag === null ? {} : { versionTag: row.version_tag }),
  }));
}
