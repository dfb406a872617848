import { identifier, procedureFile, procedureVersion, publishAnswer, restoreBody } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { deployDiagram } from '../deploy/deploy-diagram.ts';
import { deploymentView } from '../deploy/deployment-view.ts';
import { needsNoSecondPerson } from '../deploy/second-person.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

const params = z.object({ processId: identifier });
const idParams = z.object({ id: identifier });

/** The versions of a procedure: who published them and why, what runs on them, and the way back to one. */
export function procedureVersionRoutes(app: ApiApp, store: Store): void {
  app.get(
    '/api/processes/:processId/versions',
    {
      config: { permission: 'procedures.read' },
      schema: {
        tags: ['procedures'],
        summary: 'Versions of a procedure, newest first, each with its open cases',
        params,
        response: { 200: z.object({ items: z.array(procedureVersion) }) },
      },
    },
    async (request) => {
      const found = await store.deployments.history(asking(request).organisationId, request.params.processId);
      if (found.length === 0) throw new ApiProblem('not-found');
      return {
        items: found.map(
          ({
            createdAt,
            createdByName,
            requestedByName,
            deploymentId,
            name,
            version,
            versionTag,
            hash,
            note,
            openCases,
          }) => ({
            deploymentId,
            name,
            version,
            versionTag,
            hash,
            note,
            openCases,
            publishedAt: iso(createdAt),
            publishedBy: createdByName,
            requestedBy: requestedByName,
          }),
        ),
      };
    },
  );

  app.post(
    '/api/processes/:processId/restore',
    {
      config: { permission: 'procedures.deploy' },
      schema: {
        tags: ['procedures'],
        summary: 'Publish an earlier version again',
        params,
        body: restoreBody,
        response: { 201: publishAnswer },
      },
    },
    async (request, reply) => {
      const { organisationId, userId } = asking(request);
      const { deploymentId, note } = request.body;
      await needsNoSecondPerson(store, organisationId);
      const former = await store.deployments.read(deploymentId);
      const ofProcess = former.processes.some(({ processId }) => processId === request.params.processId);
      if (former.organisationId !== organisationId || !ofProcess) throw new ApiProblem('not-found');
      const done = await deployDiagram(store, {
        organisationId,
        by: userId,
        name: former.name,
        xml: former.xml,
        files: await store.deployments.files(deploymentId),
        note,
      });
      const deployment = await deploymentView(store, done.deploymentId, organisationId);
      return reply.code(201).send({ deployment, warnings: done.warnings, created: done.created });
    },
  );

  app.get(
    '/api/deployments/:id/files',
    {
      config: { permission: 'procedures.read' },
      schema: {
        tags: ['procedures'],
        summary: 'Diagram, forms and decision tables as they were deployed',
        params: idParams,
        response: { 200: z.object({ items: z.array(procedureFile) }) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const found = await store.deployments.read(id);
      if (found.organisationId !== asking(request).organisationId) throw new ApiProblem('not-found');
      const beside = await store.deployments.files(id);
      const diagram = {
        kind: 'bpmn' as const,
        name: `${found.processes[0]?.processId ?? 'procedure'}.bpmn`,
        content: found.xml,
      };
      return { items: [diagram, ...beside.map(({ kind, name, content }) => ({ kind, name, content }))] };
    },
  );
}
