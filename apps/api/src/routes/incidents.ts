import { accepted, identifier, incidentItem, resolveIncidentBody } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseOf, mustBeOpen } from '../case-view/case-lines.ts';
import { iso } from '../case-view/case-position.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

const most = 500;

/** What stands still and needs a person. */
export function incidentRoutes(app: ApiApp, store: Store, executables: ExecutableCache): void {
  app.get(
    '/api/incidents',
    {
      config: { permission: 'incidents.read' },
      schema: {
        tags: ['oversight'],
        summary: 'Open incidents',
        response: { 200: z.object({ items: z.array(incidentItem) }) },
      },
    },
    async (request) => {
      const incidents = await store.cases.openIncidents(asking(request).organisationId, most);
      const items = await Promise.all(
        incidents.map(async ({ caseId, incident, element, cause, message, job, raisedAt }) => {
          const { linked, subject, processId } = await executables.ofCase(caseId);
          const at = linked.executable.elements[element];
          return {
            caseId,
            businessKey: subject,
            processId,
            incidentId: incident,
            elementId: at?.id ?? '',
            elementName: at?.name ?? null,
            cause,
            message,
            hasJob: job !== null,
            raisedAt: iso(raisedAt),
          };
        }),
      );
      return { items };
    },
  );

  app.post(
    '/api/cases/:id/incidents/:incident/resolve',
    {
      config: { permission: 'incidents.resolve' },
      schema: {
        tags: ['oversight'],
        summary: 'Go on after an incident',
        params: z.object({ id: identifier, incident: identifier }),
        body: resolveIncidentBody,
        response: { 202: accepted },
      },
    },
    async (request, reply) => {
      const { id, incident } = request.params;
      const person = asking(request);
      const line = await caseOf(store, id, person);
      const found = (await store.cases.incidents(id)).find((one) => one.incident === incident);
      if (!found) throw new ApiProblem('not-found');
      mustBeOpen(line);
      if (found.resolvedAt !== null) throw new ApiProblem('incident-closed');
      const { retries } = request.body;
      const command = {
        kind: 'resolveIncident',
        incident,
        ...(found.job !== null && { retries }),
      } as const;
      const commandId = await store.cases.enqueue(id, command, person.userId);
      return reply.code(202).send({ commandId });
    },
  );
}
