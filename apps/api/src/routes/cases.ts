import { caseQuery, caseSummary, identifier, pageOf, pageQuery, startCaseBody } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseOf, caseView } from '../case-view/case-lines.ts';
import { ApiProblem } from '../errors.ts';
import { engineVariables } from '../http/engine-variables.ts';
import { storeProblem } from '../http/store-problem.ts';
import { ownCreditor } from '../ledger-view/own-parties.ts';
import { asking, type Person } from '../sign-in/person.ts';

/** Cases: started, listed and read from the database. */
export function caseRoutes(app: ApiApp, store: Store): void {
  app.post(
    '/api/cases',
    {
      config: { permission: 'cases.start' },
      schema: { tags: ['cases'], summary: 'Start a case', body: startCaseBody, response: { 201: caseSummary } },
    },
    async (request, reply) => {
      const person = asking(request);
      const { processId, deploymentId, businessKey, creditorId, debtorId } = request.body;
      await mustExist(person, request.body);
      const { caseId } = await store.cases.create({
        organisationId: person.organisationId,
        processId,
        variables: engineVariables(request.body.variables),
        by: person.userId,
        ...(deploymentId !== undefined && { deploymentId }),
        ...(businessKey !== undefined && { subject: businessKey }),
        ...(creditorId !== undefined && { creditorId }),
        ...(debtorId !== undefined && { debtorId }),
      });
      return reply.code(201).send(caseView(await caseOf(store, caseId, person)));
    },
  );

  app.get(
    '/api/cases',
    {
      config: { permission: 'cases.read' },
      schema: {
        tags: ['cases'],
        summary: 'Cases, newest first',
        querystring: pageQuery.extend(caseQuery.shape),
        response: { 200: pageOf(caseSummary) },
      },
    },
    async (request) => {
      const { page, size, status, processId, creditorId, stage, currency, text, incidents, suspended } = request.query;
      const person = asking(request);
      if (creditorId !== undefined) await ownCreditor(store, creditorId, person);
      const { items, total } = await store.overview.cases({
        organisationId: person.organisationId,
        page,
        size,
        ...(status !== undefined && { status }),
        ...(processId !== undefined && { processId }),
        ...(creditorId !== undefined && { creditorId }),
        ...(stage !== undefined && { stage }),
        ...(currency !== undefined && { currency }),
        ...(text !== undefined && { text }),
        ...(incidents !== undefined && { incidents: incidents === 'true' }),
        ...(suspended !== undefined && { suspended: suspended === 'true' }),
      });
      return { items: items.map(caseView), page, size, total };
    },
  );

  app.get(
    '/api/cases/:id',
    {
      config: { permission: 'cases.read' },
      schema: {
        tags: ['cases'],
        summary: 'One case',
        params: z.object({ id: identifier }),
        response: { 200: caseSummary },
      },
    },
    async (request) => caseView(await caseOf(store, request.params.id, asking(request))),
  );

  /** What a new case refers to, in the person's own organisation. A wrong reference names its field. */
  async function mustExist({ organisationId }: Person, body: z.infer<typeof startCaseBody>): Promise<void> {
    const { processId, deploymentId, creditorId, debtorId } = body;
    const found = deploymentId === undefined ? undefined : await orUndefined(store.deployments.read(deploymentId));
    const checks: [string, boolean][] = [
      ['/deploymentId', deploymentId === undefined || found?.organisationId === organisationId],
      [
        '/processId',
        found
          ? found.processes.some((process) => process.processId === processId)
          : (await orUndefined(store.deployments.latest(organisationId, processId))) !== undefined,
      ],
      [
        '/creditorId',
        creditorId === undefined ||
          (await orUndefined(store.parties.creditor(creditorId)))?.organisationId === organisationId,
      ],
      [
        '/debtorId',
        debtorId === undefined ||
          (await orUndefined(store.parties.debtor(debtorId)))?.organisationId === organisationId,
      ],
    ];
    const errors = checks
      .filter(([, fine]) => !fine)
      .map(([pointer]) => ({ pointer, detail: 'Expected something that exists but nothing has this id' }));
    if (errors.length > 0) throw new ApiProblem('invalid-input', { errors });
  }
}

async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (storeProblem(error)?.code === 'not-found') return undefined;
    throw error;
  }
}
