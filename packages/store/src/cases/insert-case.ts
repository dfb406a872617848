import { createHash } from 'node:crypto';
import type { Command } from '@krok/engine';
import { StoreError } from '../errors.ts';
import { enqueueStart } from '../outbox/enqueue.ts';
import { sealJson } from '../seal.ts';
import type { CaseOptions } from '../surface/cases.ts';
import type { KeyOwner } from '../surface/keys.ts';
import { newId } from '../uuid.ts';
import type { Work } from '../work.ts';

export interface CaseSeed {
  readonly organisationId: string;
  readonly processId: string;
  readonly deploymentId: string;
  readonly command: Extract<Command, { kind: 'start' }>;
  /** Epoch ms on the organisation's clock. */
  readonly at: number;
  readonly creditorId?: string | null;
  readonly debtorId?: string | null;
  readonly subject?: string | null;
  readonly startKey?: string | null;
  readonly parent?: {
    readonly caseId: string;
    readonly call: string;
    readonly rootCaseId: string;
    readonly depth: number;
  };
  /** Default: the organisation's. */
  readonly options?: CaseOptions;
  readonly by?: string;
}

/** Writes the case, its key and the outbox row that starts it. Gives its id. */
export async function insertCase(work: Work, seed: CaseSeed): Promise<string> {
  const { tx, changes } = work;
  const { organisationId, processId, deploymentId, parent, at } = seed;
  const creditorId = seed.creditorId ?? null;
  const debtorId = seed.debtorId ?? null;
  const process = await tx
    .selectFrom('deployed_process as p')
    .innerJoin('organisation as o', 'o.id', 'p.organisation_id')
    .select(['p.version', 'p.executable_hash', 'o.case_options'])
    .where('p.deployment_id', '=', deploymentId)
    .where('p.process_id', '=', processId)
    .where('p.organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (process === undefined) throw noSuchProcess(processId, deploymentId);

  const id = newId();
  const owner: KeyOwner =
    debtorId === null ? { kind: 'organisation', id: organisationId } : { kind: 'debtor', id: debtorId };
  const { key, row } = work.keys.make(id, owner);
  await tx
    .insertInto('process_case')
    .values({
      id,
      organisation_id: organisationId,
      creditor_id: creditorId,
      debtor_id: debtorId,
      subject: seed.subject ?? null,
      desk_key: `${creditorId ?? organisationId}:${debtorId ?? id}`,
      deployment_id: deploymentId,
      process_id: processId,
      version: process.version,
      executable_hash: process.executable_hash,
      options: JSON.stringify(seed.options ?? process.case_options),
      parent_case_id: parent?.caseId ?? null,
      parent_call: parent?.call ?? null,
      root_case_id: parent?.rootCaseId ?? id,
      depth: parent?.depth ?? 0,
      start_key: seed.startKey ?? null,
      start_command: sealJson(key, startPlace(id), seed.command),
      status: 'starting',
      head_hash: chainRoot(id),
      created_at: at,
      started_by: seed.by ?? null,
    })
    .execute();
  await tx.insertInto('case_key').values(row).execute();
  await enqueueStart(work, organisationId, id, at);
  changes.push({ organisationId, kind: 'case', id });
  return id;
}

/** What stands before the first step in the hash chain of a case. */
export function chainRoot(caseId: string): Buffer {
  return createHash('sha256').update(`case ${caseId}`).digest();
}

export function startPlace(caseId: string): string {
  return `start ${caseId}`;
}

export function noSuchProcess(processId: string, deploymentId?: string): StoreError {
  const where = deploymentId === undefined ? '' : ` in deployment ${deploymentId}`;
  return new StoreError('NO_SUCH_PROCESS', `Expected a deployed process "${processId}"${where} but there is none.`, {
    processId,
  });
}
