import {
  auditFile,
  casePosition as casePositionSchema,
  diagramState,
  identifier,
  loggedStep as loggedStepSchema,
  replay,
  verification,
} from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { auditFileOf } from '../case-view/audit-file.ts';
import { caseOf } from '../case-view/case-lines.ts';
import { casePosition } from '../case-view/case-position.ts';
import type { CaseTapes } from '../case-view/case-tapes.ts';
import { loggedStep } from '../case-view/logged-step.ts';
import { replayOf } from '../case-view/replay-view.ts';
import { verifyCase } from '../case-view/verify-case.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

const params = z.object({ id: identifier });

/** What the step log of a case tells: where it stands, how it came there, and that nothing was altered. */
export function logRoutes(app: ApiApp, store: Store, tapes: CaseTapes): void {
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
      const [tape, { xml }] = await Promise.all([tapes.of(line), store.deployments.read(line.deploymentId)]);
      return { ...casePosition(tape), xml };
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
      const [tape, actors] = await Promise.all([tapes.of(line), store.overview.actors(line.id)]);
      const { steps } = tape.tape;
      const items = steps
        .slice(from - 1, from - 1 + size)
        .map((step) => loggedStep(tape, step, actors.get(step.commandId)));
      return { items, head: Math.max(line.headSeq, steps.length) };
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
      const tape = await tapes.of(line);
      if (seq > tape.tape.steps.length) throw new ApiProblem('not-found');
      return casePosition(tape, seq);
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
      return verifyCase(store, line.id, await tapes.of(line));
    },
  );

  app.get(
    '/api/cases/:id/replay',
    {
      config: { permission: 'log.read' },
      schema: {
        tags: ['log'],
        summary: 'Definition and recorded steps: the browser folds any position by itself',
        params,
        querystring: z.object({
          from: z.coerce.number().int().min(1).default(1),
          size: z.coerce.number().int().min(1).max(2000).default(2000),
        }),
        response: { 200: replay },
      },
    },
    async (request) => {
      const line = await caseOf(store, request.params.id, asking(request));
      return replayOf(store, tapes, line, request.query);
    },
  );

  app.get(
    '/api/cases/:id/audit',
    {
      config: { permission: 'log.verify' },
      schema: {
        tags: ['log'],
        summary: 'Audit file: definition, steps with their hashes, approvals, time line and the verdict',
        params,
        response: { 200: auditFile },
      },
    },
    async (request, reply) => {
      const person = asking(request);
      const line = await caseOf(store, request.params.id, person);
      void reply.header('content-disposition', `attachment; filename="krok-audit-${line.id}.json"`);
      return auditFileOf(store, tapes, line, person);
    },
  );
}
