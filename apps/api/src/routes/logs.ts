import {
  casePosition as casePositionSchema,
  diagramState,
  identifier,
  loggedStep as loggedStepSchema,
  verification,
} from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseOf } from '../case-view/case-lines.ts';
import { casePosition } from '../case-view/case-position.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { CommandSubjects, loggedStep } from '../case-view/logged-step.ts';
import { readSteps } from '../case-view/read-steps.ts';
import { verifyCase } from '../case-view/verify-case.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

const params = z.object({ id: identifier });

/** What the step log of a case tells: where it stands, how it came there, and that nothing was altered. */
export function logRoutes(app: ApiApp, store: Store, executables: ExecutableCache): void {
  app.get(
    '/api/cases/:id/diagram-state',
    {
      config: { permission: 'cases.read' },
      schema: {
        tags: ['cases'],
        summary: 'Diagram with tokens, taken path and incidents',
        params,
        response: { 200: diagramState },
      },
    },
    async (request) => {
      const line = await caseOf(store, request.params.id, asking(request));
      const [linked, steps, { xml }] = await Promise.all([
        executables.linked(line.executableHash),
        readSteps(store, line.id),
        store.deployments.read(line.deploymentId),
      ]);
      return { ...casePosition(linked, steps, steps.length), xml };
    },
  );

  app.get(
    '/api/cases/:id/log',
    {
      config: { permission: 'log.read' },
      schema: {
        tags: ['log'],
        summary: 'Steps of a case, oldest first',
        params,
        querystring: z.object({
          from: z.coerce.number().int().min(1).default(1),
          size: z.coerce.number().int().min(1).max(1000).default(500),
        }),
        response: { 200: z.object({ items: z.array(loggedStepSchema), head: z.number().int() }) },
      },
    },
    async (request) => {
      const { from, size } = request.query;
      const line = await caseOf(store, request.params.id, asking(request));
      const [linked, steps, actors] = await Promise.all([
        executables.linked(line.executableHash),
        // From the first: a command's job was made by an earlier step.
        readSteps(store, line.id, from + size - 1),
        store.overview.actors(line.id),
      ]);
      const subjects = new CommandSubjects();
      const items = steps.map((step) => {
        const view = loggedStep(linked, step, subjects, actors.get(step.commandId));
        subjects.note(step);
        return view;
      });
      return { items: items.slice(from - 1), head: Math.max(line.headSeq, items.length) };
    },
  );

  app.get(
    '/api/cases/:id/log/:seq',
    {
      config: { permission: 'log.read' },
      schema: {
        tags: ['log'],
        summary: 'Where the case stood after a step',
        params: params.extend({ seq: z.coerce.number().int().min(0).max(2_147_483_647) }),
        response: { 200: casePositionSchema },
      },
    },
    async (request) => {
      const { id, seq } = request.params;
      const line = await caseOf(store, id, asking(request));
      const [linked, steps] = await Promise.all([executables.linked(line.executableHash), readSteps(store, id)]);
      if (seq > steps.length) throw new ApiProblem('not-found');
      return casePosition(linked, steps.slice(0, seq), steps.length);
    },
  );

  app.get(
    '/api/cases/:id/verify',
    {
      config: { permission: 'log.verify' },
      schema: {
        tags: ['log'],
        summary: 'Check the chain of hashes and run every step again',
        params,
        response: { 200: verification },
      },
    },
    async (request) => {
      const line = await caseOf(store, request.params.id, asking(request));
      return verifyCase(store, line.id, await executables.linked(line.executableHash));
    },
  );
}
