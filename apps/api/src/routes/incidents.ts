import {
  accepted,
  identifier,
  incidentItem,
  resolveIncidentBody,
  resolveIncidentsAnswer,
  resolveIncidentsBody,
} from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseKey, caseOf, mustBeOpen } from '../case-view/case-lines.ts';
import { iso } from '../case-view/case-position.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { ApiProblem } from '../errors.ts';
import { engineVariables } from '../http/engine-variables.ts';
import { storeProblem } from '../http/store-problem.ts';
import { asking, type Person } from '../sign-in/person.ts';
import { standingCases, standstillOf } from '../case-view/standstills.ts';

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
          const line = await store.overview.case(caseId);
          const at = (await executables.linked(line.executableHash)).executable.elements[element];
          return {
            caseId,
            businessKey: caseKey(line),
            processId: line.processId,
            processName: line.processName,
            debtorName: line.debtorName,
            incidentId: incident,
            elementId: at?.id ?? '',
            elementName: at?.name ?? null,
            cause,
            message,
            hasJob: job !== null,
            raisedAt: iso(raisedAt),
            head: line.headSeq,
          };
        }),
      );
      return { items: [...items, ...(await standingCases(store, asking(request).organisationId))] };
    },
  );

  app.post(
    '/api/cases/:id/incidents/:incident/resolve',
    {
      config: { permission: 'incidents.resolve' },
      schema: {
        tags: ['oversight'],
        summary: 'Go on after an incident, with other data where they are given',
        params: z.object({ id: identifier, incident: identifier }),
        body: resolveIncidentBody,
        response: { 202: accepted },
      },
    },
    async (request, reply) => {
      const { id, incident } = request.params;
      const { retries, variables } = request.body;
      return reply.code(202).send({ commandId: await resolve(asking(request), id, incident, { retries, variables }) });
    },
  );

  app.post(
    '/api/incidents/resolve',
    {
      config: { permission: 'incidents.resolve' },
      schema: {
        tags: ['oversight'],
        summary: 'Go on after many incidents; each has its own result',
        body: resolveIncidentsBody,
        response: { 200: resolveIncidentsAnswer },
      },
    },
    async (request) => {
      const person = asking(request);
      const { items, ...how } = request.body;
      const answers: z.infer<typeof resolveIncidentsAnswer>['items'] = [];
      for (const { caseId, incidentId } of items) {
        answers.push({ caseId, incidentId, code: await codeOf(() => resolve(person, caseId, incidentId, how)) });
      }
      return { items: answers };
    },
  );

  /** Other data first: both commands go the one way of the case, in order. Gives the id of the second. */
  async function resolve(
    person: Person,
    caseId: string,
    incident: string,
    { retries, variables }: { readonly retries: number; readonly variables: Record<string, unknown> },
  ): Promise<string> {
    const line = await caseOf(store, caseId, person);
    const found = (await store.cases.incidents(caseId)).find((one) => one.incident === incident);
    if (!found) {
      // What stands still outside the diagram is in the same list, and is gone on with in the same way.
      const standstill = await standstillOf(store, incident, person);
      if (standstill.caseId !== caseId) throw new ApiProblem('not-found');
      await store.standstills.retry(standstill.id);
      return standstill.commandId ?? standstill.id;
    }
    mustBeOpen(line);
    if (found.resolvedAt !== null) throw new ApiProblem('incident-closed');
    if (Object.keys(variables).length > 0) {
      await store.cases.enqueue(caseId, { kind: 'setVariables', variables: engineVariables(variables) }, person.userId);
    }
    const command = { kind: 'resolveIncident', incident, ...(found.job !== null && { retries }) } as const;
    return store.cases.enqueue(caseId, command, person.userId);
  }
}

/** Null where it went well. What is our own fault ends the whole request. */
async function codeOf(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : storeProblem(error);
    if (!problem) throw error;
    return problem.code;
  }
}
