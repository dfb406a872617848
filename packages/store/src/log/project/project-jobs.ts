import { type JobPerformer, performerOf } from '@krok/contracts/types';
import type { EngineEvent } from '@krok/engine';
import type { Selectable } from 'kysely';
import { insertAct, insertActAgain } from '../../acts/insert-act.ts';
import { withdrawActs } from '../../acts/withdraw-act.ts';
import type { ActPayload } from '../../acts/act-payload.ts';
import { jobPlace } from '../../jobs/job-place.ts';
import { openJson, sealJson } from '../../seal.ts';
import type { JobTable } from '../../tables/cases.ts';
import { newId } from '../../uuid.ts';
import type { Projection } from './project-steps.ts';

type Created = Extract<EngineEvent, { readonly kind: 'jobCreated' }>;
type Failed = Extract<EngineEvent, { readonly kind: 'jobFailed' }>;
type Offered = Extract<EngineEvent, { readonly kind: 'jobOffered' }>;

/** Who performs it: the desk (an act), an activity, or whoever asks through the API. */
export async function createJob(projection: Projection, event: Created): Promise<void> {
  const { work, of, now } = projection;
  const { job, type, element, retries, headers, variables } = event;
  const performer: JobPerformer = of.options.performers === 'external' ? { kind: 'external' } : performerOf(type);
  if (performer.kind === 'act') {
    projection.desk = true;
    const { channel, actKind } = performer;
    const source = { kind: 'job' as const, id: job };
    const payload = { headers, variables, task: null };
    await insertAct(work, of, { source, attempt: 1, element, type, retries, channel, actKind, dueAt: now, payload });
    return;
  }
  const id = newId();
  await work.tx
    .insertInto('job')
    .values({
      id,
      organisation_id: of.organisationId,
      case_id: of.id,
      job,
      type,
      performer: performer.kind,
      element,
      retries,
      status: 'open',
      payload: sealJson(of.key, jobPlace(id), { headers, variables }),
      created_at: now,
    })
    .execute();
}

export async function completeJob(projection: Projection, job: string): Promise<void> {
  await setStatus(projection, job, 'completed');
  await withdraw(projection, job, 'completed elsewhere');
}

export async function cancelJob(projection: Projection, job: string): Promise<void> {
  await setStatus(projection, job, 'cancelled');
  await withdraw(projection, job, 'cancelled by the case');
}

/** Nobody works on it until it is offered again: after its back-off, or once its incident is resolved. */
export async function failJob(projection: Projection, { job, retries }: Failed): Promise<void> {
  await projection.work.tx
    .updateTable('job')
    .set({ status: 'waiting', retries, answer_id: null })
    .where('case_id', '=', projection.of.id)
    .where('job', '=', job)
    .execute();
  await withdraw(projection, job, 'failed elsewhere');
}

/** A job is offered again as it was; a failed act is a new wish, so that each attempt keeps its own history. */
export async function offerJob(projection: Projection, { job, retries }: Offered): Promise<void> {
  const { work, of, now } = projection;
  const updated = await work.tx
    .updateTable('job')
    .set((eb) => ({ status: 'open' as const, retries, answer_id: null, attempt: eb('attempt', '+', 1) }))
    .where('case_id', '=', of.id)
    .where('job', '=', job)
    .where('status', '!=', 'open')
    .returningAll()
    .executeTakeFirst();
  if (updated !== undefined) return becomeAct(projection, updated);
  const last = await work.tx
    .selectFrom('act')
    .selectAll()
    .where('case_id', '=', of.id)
    .where('source_kind', '=', 'job')
    .where('source_id', '=', job)
    .orderBy('attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.state === 'due' || last.state === 'planned') return;
  projection.desk = true;
  await insertActAgain(work, of, last, retries, now);
}

/** A job of a former release whose type has become an act of the desk. */
async function becomeAct(projection: Projection, row: Selectable<JobTable>): Promise<void> {
  const { work, of, now } = projection;
  const performer = performerOf(row.type);
  if (row.performer !== 'activity' || performer.kind !== 'act') return;
  await work.tx.updateTable('job').set({ status: 'cancelled' }).where('id', '=', row.id).execute();
  projection.desk = true;
  const { job, type, element, retries } = row;
  const { channel, actKind } = performer;
  const payload = { ...openJson<Omit<ActPayload, 'task'>>(of.key, jobPlace(row.id), row.payload), task: null };
  await insertAct(work, of, {
    source: { kind: 'job', id: job },
    attempt: 1,
    element,
    type,
    retries,
    channel,
    actKind,
    dueAt: now,
    payload,
  });
}

async function setStatus({ work, of }: Projection, job: string, status: 'completed' | 'cancelled'): Promise<void> {
  await work.tx.updateTable('job').set({ status }).where('case_id', '=', of.id).where('job', '=', job).execute();
}

function withdraw({ work, of }: Projection, id: string, reason: string): Promise<void> {
  return withdrawActs(work, of, { kind: 'job', id }, reason);
}
