import {
  accepted,
  completeJobBody,
  failJobBody,
  identifier,
  jobErrorBody,
  openJob,
  text,
} from '@krok/contracts/schemas';
import type { JobResult } from '@krok/engine';
import type { Job, JobOutcome, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseOf, mustBeOpen } from '../case-view/case-lines.ts';
import { iso } from '../case-view/case-position.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { ApiProblem } from '../errors.ts';
import { engineVariables } from '../http/engine-variables.ts';
import { asking, type Person } from '../sign-in/person.ts';

const params = z.object({ caseId: identifier, job: identifier });

/** Jobs that wait for a performer outside. */
export function jobRoutes(app: ApiApp, store: Store, executables: ExecutableCache): void {
  app.get(
    '/api/jobs',
    {
      config: { permission: 'jobs.read' },
      schema: {
        tags: ['jobs'],
        summary: 'Open external jobs',
        querystring: z.object({
          type: text(200).optional(),
          caseId: identifier.optional(),
          size: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: z.object({ items: z.array(openJob) }) },
      },
    },
    async (request) => {
      const person = asking(request);
      const { type, caseId, size } = request.query;
      if (caseId !== undefined) await caseOf(store, caseId, person);
      const jobs = await store.jobs.open({
        organisationId: person.organisationId,
        performer: 'external',
        limit: size,
        ...(type !== undefined && { type }),
        ...(caseId !== undefined && { caseId }),
      });
      return { items: await Promise.all(jobs.map(jobView)) };
    },
  );

  const config = { permission: 'jobs.perform' } as const;
  const answer = { 202: accepted };

  app.post(
    '/api/jobs/:caseId/:job/complete',
    { config, schema: { tags: ['jobs'], summary: 'Complete a job', params, body: completeJobBody, response: answer } },
    async (request, reply) => {
      const { variables, result } = request.body;
      return reply.code(202).send(
        await answerJob(request.params, asking(request), {
          kind: 'completed',
          variables: engineVariables(variables),
          ...(result && { result: engineResult(result) }),
        }),
      );
    },
  );
  app.post(
    '/api/jobs/:caseId/:job/fail',
    {
      config,
      schema: {
        tags: ['jobs'],
        summary: 'Fail a job: offered again, or an incident',
        params,
        body: failJobBody,
        response: answer,
      },
    },
    async (request, reply) =>
      reply.code(202).send(await answerJob(request.params, asking(request), { kind: 'failed', ...request.body })),
  );
  app.post(
    '/api/jobs/:caseId/:job/error',
    {
      config,
      schema: {
        tags: ['jobs'],
        summary: 'Answer a job with a BPMN error',
        params,
        body: jobErrorBody,
        response: answer,
      },
    },
    async (request, reply) => {
      const { code, message, variables } = request.body;
      return reply.code(202).send(
        await answerJob(request.params, asking(request), {
          kind: 'error',
          code,
          message,
          variables: engineVariables(variables),
        }),
      );
    },
  );

  async function answerJob(
    { caseId, job }: z.infer<typeof params>,
    person: Person,
    outcome: JobOutcome,
  ): Promise<{ commandId: string }> {
    const line = await caseOf(store, caseId, person);
    const found = await store.jobs.readOf(caseId, job);
    if (found.performer !== 'external') throw new ApiProblem('not-found');
    mustBeOpen(line);
    return { commandId: await store.jobs.answer(found.id, outcome, person.userId) };
  }

  async function jobView(job: Job): Promise<z.infer<typeof openJob>> {
    const { linked } = await executables.ofCase(job.caseId);
    return {
      caseId: job.caseId,
      job: job.job,
      type: job.type,
      elementId: linked.executable.elements[job.element]?.id ?? '',
      retries: job.retries,
      headers: { ...job.headers },
      variables: { ...job.variables },
      createdAt: iso(job.createdAt),
    };
  }
}

/** Variables of a choice are checked as those of the job are. */
function engineResult(said: NonNullable<z.infer<typeof completeJobBody>['result']>): JobResult {
  const { activateElements, type: _, ...rest } = said;
  if (activateElements === undefined) return rest;
  const chosen = activateElements.map(({ elementId, variables }) => ({
    elementId,
    ...(variables && { variables: engineVariables(variables) }),
  }));
  return { ...rest, activateElements: chosen };
}
