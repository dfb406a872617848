import { isUniqueViolation } from '../database.ts';
import { StoreError } from '../errors.ts';
import { checkDebtor } from '../organisations/check-debtor.ts';
import { presentOf } from '../organisations/present.ts';
import type { NewCase } from '../surface/cases.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { checkVariables } from './case-bounds.ts';
import { insertCase, noSuchProcess } from './insert-case.ts';

/** See `CaseStore.create`. */
export async function createCase(context: StoreContext, request: NewCase): Promise<{ caseId: string }> {
  checkVariables(context, request.variables);
  try {
    return await transact(context, (work) => create(work, request));
  } catch (error) {
    if (!isUniqueViolation(error, 'process_case_open_subject')) throw error;
    throw await subjectTaken(context, request);
  }
}

async function create(work: Work, request: NewCase): Promise<{ caseId: string }> {
  const { organisationId, processId } = request;
  const at = await presentOf(work.tx, organisationId);
  if (request.debtorId !== undefined) await checkDebtor(work, organisationId, request.debtorId);
  if (request.creditorId !== undefined) await checkCreditor(work, organisationId, request.creditorId);
  const caseId = await insertCase(work, {
    organisationId,
    processId,
    deploymentId: request.deploymentId ?? (await deploymentInForce(work, organisationId, processId)),
    creditorId: request.creditorId ?? null,
    debtorId: request.debtorId ?? null,
    subject: request.subject ?? null,
    at,
    command: {
      kind: 'start',
      variables: request.variables,
      ...(request.startEvent === undefined ? {} : { startEvent: request.startEvent }),
    },
    ...(request.options === undefined ? {} : { options: request.options }),
    ...(request.by === undefined ? {} : { by: request.by }),
  });
  return { caseId };
}

async function deploymentInForce(work: Work, organisationId: string, processId: string): Promise<string> {
  const row = await work.tx
    .selectFrom('deployed_process')
    .select('deployment_id')
    .where('organisation_id', '=', organisationId)
    .where('process_id', '=', processId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) throw noSuchProcess(processId);
  return row.deployment_id;
}

async function checkCreditor(work: Work, organisationId: string, creditorId: string): Promise<void> {
  const row = isUuid(creditorId)
    ? await work.tx
        .selectFrom('creditor')
        .select('id')
        .where('id', '=', creditorId)
        .where('organisation_id', '=', organisationId)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) {
    throw new StoreError(
      'NO_SUCH_CREDITOR',
      `Expected a creditor ${creditorId} of the organisation but there is none.`,
    );
  }
}

async function subjectTaken({ db }: StoreContext, { organisationId, subject = '' }: NewCase): Promise<StoreError> {
  const holder = await db
    .selectFrom('process_case')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('subject', '=', subject)
    .where('parent_case_id', 'is', null)
    .where('status', 'in', ['starting', 'active'])
    .executeTakeFirst();
  const caseId = holder?.id ?? '';
  return new StoreError(
    'SUBJECT_HAS_OPEN_CASE',
    `Expected no open case about "${subject}" but ${caseId || 'one'} is open.`,
    { subject, caseId },
  );
}
