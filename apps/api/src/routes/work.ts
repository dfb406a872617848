import { completeWorkBody, identifier, workItem, workQuery } from '@krok/contracts/schemas';
import type { BundleWithActs, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { isOffered, oversees, workItems } from '../case-view/work-items.ts';
import { ApiProblem } from '../errors.ts';
import { engineVariables } from '../http/engine-variables.ts';
import { keepCallOutcome } from '../ledger-view/keep-call-outcome.ts';
import { asking, type Person } from '../sign-in/person.ts';

const params = z.object({ id: identifier });
const mostLines = 500;

/** Open work of people. */
export function workRoutes(app: ApiApp, store: Store, executables: ExecutableCache): void {
  app.get(
    '/api/work',
    {
      config: { permission: 'work.read' },
      schema: {
        tags: ['work'],
        summary: 'Open work, most urgent first',
        querystring: workQuery,
        response: { 200: z.object({ items: z.array(workItem) }) },
      },
    },
    async (request) => {
      const person = asking(request);
      const { caseId, mine } = request.query;
      const bundles = await store.acts.worklist({
        organisationId: person.organisationId,
        status: 'open',
        limit: mostLines,
        ...(!oversees(person) && { userId: person.userId, groups: person.roles }),
        ...(caseId !== undefined && { caseId }),
      });
      const offered = bundles.filter(
        (bundle) => isOffered(bundle, person) && (mine !== 'true' || bundle.claimedBy === person.userId),
      );
      return { items: await workItems(store, executables, person.organisationId, offered) };
    },
  );

  app.post(
    '/api/work/:id/claim',
    {
      config: { permission: 'work.do' },
      schema: { tags: ['work'], summary: 'Take work for oneself', params, response: { 200: workItem } },
    },
    async (request) => {
      const person = asking(request);
      const { id } = await offered(request.params.id, person);
      await store.acts.claimBundle(id, person.userId);
      const [item] = await workItems(store, executables, person.organisationId, [await store.acts.bundle(id)]);
      if (!item) throw new ApiProblem('not-found');
      return item;
    },
  );

  app.post(
    '/api/work/:id/complete',
    {
      config: { permission: 'work.do' },
      schema: {
        tags: ['work'],
        summary: 'Complete work with an outcome',
        description:
          'The outcome becomes the variable `outcome` of each case that the work belongs to. Of a call, `promise` with ' +
          'the variable `promiseDate` (ISO date) and `dispute` are kept in the ledger, too.',
        params,
        body: completeWorkBody,
        response: { 200: z.object({ cases: z.array(z.string()) }) },
      },
    },
    async (request) => {
      const person = asking(request);
      const bundle = await offered(request.params.id, person);
      const { outcome, version, note } = request.body;
      const variables = engineVariables({ ...request.body.variables, outcome });
      await store.acts.completeBundle({
        bundleId: bundle.id,
        version,
        by: person.userId,
        ...(note !== undefined && { note }),
        outcomes: bundle.acts.map(({ id }) => ({ actId: id, variables })),
      });
      await keepCallOutcome(store, bundle, variables, { by: person.userId, note });
      return { cases: [...new Set(bundle.acts.map(({ caseId }) => caseId))] };
    },
  );

  async function offered(id: string, person: Person): Promise<BundleWithActs> {
    const bundle = await store.acts.bundle(id);
    if (bundle.organisationId !== person.organisationId || bundle.performer !== 'person')
      throw new ApiProblem('not-found');
    if (!isOffered(bundle, person)) throw new ApiProblem('forbidden');
    return bundle;
  }
}
