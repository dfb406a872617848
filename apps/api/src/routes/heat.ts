import { heatAnswer, heatQuery, identifier } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

const DAY = 86_400_000;

/** How a procedure is lived: on its elements, the cases that stand there and those that went through. */
export function heatRoutes(app: ApiApp, store: Store, executables: ExecutableCache): void {
  app.get(
    '/api/processes/:processId/heat',
    {
      config: { permission: 'procedures.read' },
      schema: {
        tags: ['procedures'],
        summary: 'Cases on each element of a version: standing there now, and gone through lately',
        params: z.object({ processId: identifier }),
        querystring: heatQuery,
        response: { 200: heatAnswer },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const { processId } = request.params;
      const { deploymentId, days } = request.query;
      const versions = await store.deployments.versions(organisationId, processId);
      const version =
        deploymentId === undefined ? versions[0] : versions.find((each) => each.deploymentId === deploymentId);
      if (version === undefined) throw new ApiProblem('not-found');
      const { now } = await store.clock.read(organisationId);
      const [{ openCases, openElsewhere, standing, passed }, linked] = await Promise.all([
        store.deployments.heat({ organisationId, processId, hash: version.hash, since: now - days * DAY }),
        executables.linked(version.hash),
      ]);
      const named = <T extends { readonly element: number }>(counts: readonly T[]) =>
        counts.map((count) => ({ ...count, element: linked.element(count.element).id }));
      return {
        deploymentId: version.deploymentId,
        version: version.version,
        openCases,
        openElsewhere,
        days,
        standing: named(standing),
        passed: named(passed),
      };
    },
  );
}
