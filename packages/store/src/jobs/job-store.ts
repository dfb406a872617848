import type { Command, Variables } from '@krok/engine';
import type { Selectable } from 'kysely';
import { StoreError } from '../errors.ts';
import { presentOf } from '../organisations/present.ts';
import { enqueueCommand } from '../outbox/enqueue.ts';
import { openJson } from '../seal.ts';
import type { Job, JobOutcome, JobStore } from '../surface/jobs.ts';
import type { JobTable } from '../tables/cases.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { jobPlace } from './job-place.ts';

export function jobStore(context: StoreContext): JobStore {
  const { db } = context;
  return {
    open: async (filter) => {
      let query = db
        .selectFrom('job')
        .selectAll()
        .where('organisation_id', '=', filter.organisationId)
        .where('status', '=', 'open')
        .where('performer', '=', filter.performer ?? 'external');
      if (filter.type !== undefined) query = query.where('type', '=', filter.type);
      if (filter.caseId !== undefined) query = query.where('case_id', '=', filter.caseId);
      const rows = await query
        .orderBy('id')
        .limit(Math.min(filter.limit ?? 100, 1_000))
        .execute();
      return Promise.all(rows.map((row) => toJob(context, row)));
    },
    read: async (id) => {
      const row = isUuid(id)
        ? await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined;
      if (row === undefined) throw noSuchJob(id);
      return toJob(context, row);
    },
    readOf: async (caseId, job) => toJob(context, await rowOf(context, caseId, job)),
    answer: (id, outcome, by) => answer(context, id, outcome, false, by),
    answerOf: async (caseId, job, outcome) => answer(context, (await rowOf(context, caseId, job)).id, outcome, true),
  };
}

/** @param again an answer given before is not an error: its command is given again */
function answer(context: StoreContext, id: string, outcome: JobOutcome, again: boolean, by?: string): Promise<string> {
  return transact(context, async (work) => {
    const { tx } = work;
    const row = isUuid(id)
      ? await tx.selectFrom('job').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
      : undefined;
    if (row === undefined) throw noSuchJob(id);
    if (again && row.status === 'answered' && row.answer_id !== null) return row.answer_id;
    if (row.status !== 'open') {
      throw new StoreError('JOB_NOT_OPEN', `Expected the job ${id} to be open but it is ${row.status}.`, {
        job: id,
        status: row.status,
      });
    }
    const answerId = await enqueueCommand(work, {
      organisationId: row.organisation_id,
      caseId: row.case_id,
      command: commandOf(row, outcome),
      ...(by === undefined ? {} : { by }),
      at: await presentOf(tx, row.organisation_id),
    });
    await tx.updateTable('job').set({ status: 'answered', answer_id: answerId }).where('id', '=', id).execute();
    return answerId;
  });
}

function commandOf({ job, retries }: Selectable<JobTable>, outcome: JobOutcome): Command {
  switch (outcome.kind) {
    case 'completed':
      return {
        kind: 'completeJob',
        job,
        variables: outcome.variables,
        ...(outcome.result && { result: outcome.result }),
      };
    case 'failed': {
      const { message, backOff = 0 } = outcome;
      return { kind: 'failJob', job, retries: outcome.retries ?? Math.max(0, retries - 1), backOff, message };
    }
    case 'error': {
      const { code, message, variables = {} } = outcome;
      return { kind: 'throwJobError', job, code, message, variables };
    }
  }
}

async function rowOf({ db }: StoreContext, caseId: string, job: string): Promise<Selectable<JobTable>> {
  const row = isUuid(caseId)
    ? await db.selectFrom('job').selectAll().where('case_id', '=', caseId).where('job', '=', job).executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchJob(`${job} of case ${caseId}`);
  return row;
}

async function toJob({ db, keys }: StoreContext, row: Selectable<JobTable>): Promise<Job> {
  const key = await keys.ofCase(db, row.case_id);
  const { headers, variables } = openJson<{ headers: Readonly<Record<string, string>>; variables: Variables }>(
    key,
    jobPlace(row.id),
    row.payload,
  );
  return {
    id: row.id,
    caseId: row.case_id,
    job: row.job,
    type: row.type,
    performer: row.performer,
    element: row.element,
    retries: row.retries,
    attempt: row.attempt,
    status: row.status,
    headers,
    variables,
    createdAt: row.created_at,
  };
}

function noSuchJob(id: string): StoreError {
  return new StoreError('NO_SUCH_JOB', `Expected a job ${id} but there is none.`, { job: id });
}
