import type { Variables } from '@krok/engine';
import { decideSignal, type SignalScope } from '@krok/exchange';
import { insertCase } from '../cases/insert-case.ts';
import { enqueueCommand } from '../outbox/enqueue.ts';
import type { Work } from '../work.ts';

/** Reaches all that wait at this instant. `thrownBy`: the case that threw it and has caught its own already. */
export async function broadcastSignal(
  work: Work,
  organisationId: string,
  signal: { readonly name: string; readonly variables: Variables; readonly scope: SignalScope },
  thrownBy: string | null,
  now: number,
): Promise<{ cases: number; started: string[] }> {
  const { tx } = work;
  const { name, variables, scope } = signal;
  const waiting = await tx
    .selectFrom('subscription as s')
    .innerJoin('process_case as c', 'c.id', 's.case_id')
    .select(['s.case_id', 's.subscription', 'c.debtor_id', 'c.creditor_id'])
    .where('s.organisation_id', '=', organisationId)
    .where('s.kind', '=', 'signal')
    .where('s.name', '=', name)
    .execute();
  const starts = await tx
    .selectFrom('start_subscription')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'signal')
    .where('name', '=', name)
    .execute();
  const decision = decideSignal(
    name,
    scope,
    waiting.map((row) => ({
      caseId: row.case_id,
      subscription: row.subscription,
      name,
      memberships: {
        ...(row.debtor_id === null ? {} : { debtor: row.debtor_id }),
        ...(row.creditor_id === null ? {} : { creditor: row.creditor_id }),
      },
    })),
    starts.map((row) => ({
      processId: row.process_id,
      deployment: row.deployment_id,
      startEvent: row.start_event,
      name,
    })),
    thrownBy,
  );
  for (const caseId of decision.cases) {
    await enqueueCommand(work, {
      organisationId,
      caseId,
      command: { kind: 'broadcastSignal', name, variables },
      at: now,
    });
  }
  const started: string[] = [];
  for (const { processId, deployment, startEvent } of decision.startInstances) {
    const command = { kind: 'start' as const, startEvent, variables };
    started.push(await insertCase(work, { organisationId, processId, deploymentId: deployment, command, at: now }));
  }
  return { cases: decision.cases.length, started };
}
