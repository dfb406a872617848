import {
  endCaseBody,
  identifier,
  moveBody,
  previewBody,
  repair,
  type RepairAct,
  repairable,
  repairPreview,
  resumeBody,
  skipBody,
  suspendBody,
  timerBody,
} from '@krok/contracts/schemas';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseOf } from '../case-view/case-lines.ts';
import { ApiProblem } from '../errors.ts';
import { type Asked, askRepair, repairView } from '../repairs/ask-repair.ts';
import { commandOf } from '../repairs/command-of.ts';
import { previewRepair } from '../repairs/preview-repair.ts';
import { repairableCase } from '../repairs/repairable-case.ts';
import { type CaseReader, standingCase } from '../repairs/standing-case.ts';
import { asking, type Person } from '../sign-in/person.ts';

const params = z.object({ id: identifier });
const config = { permission: 'cases.repair' } as const;
const tags = ['repairs'];
const response = { 202: repair };
const description =
  'Answers how it stands: on its way, done at a step of the log, or refused; said again with the same key it is the same ' +
  'repair. 409 where the case has moved on since it was shown, 422 with the engine’s reason where it refuses.';

/** What a person with the right does about the course of one case. */
export function repairRoutes(app: ApiApp, reader: CaseReader): void {
  const { store } = reader;

  app.get(
    '/api/cases/:id/repairable',
    {
      config,
      schema: { tags, summary: 'What can be repaired in a case as it stands', params, response: { 200: repairable } },
    },
    async (request) => repairableCase(await standingCase(reader, await own(request.params.id, asking(request)))),
  );

  app.post(
    '/api/cases/:id/repairs/preview',
    {
      config,
      schema: {
        tags,
        summary: 'What a repair would do',
        description: 'Run by the engine on a copy of the case; nothing happens.',
        params,
        body: previewBody,
        response: { 200: repairPreview },
      },
    },
    async (request) => {
      const standing = await standingCase(reader, await own(request.params.id, asking(request)));
      return previewRepair(standing, commandOf(standing.linked, request.body.act, ''));
    },
  );

  app.get(
    '/api/cases/:id/repairs/:repair',
    {
      config,
      schema: {
        tags,
        summary: 'How a repair stands',
        params: params.extend({ repair: identifier }),
        response: { 200: repair },
      },
    },
    async (request) => {
      const line = await own(request.params.id, asking(request));
      const found = await store.repairs.find(line.id, request.params.repair);
      if (found === null) throw new ApiProblem('not-found');
      return repairView(found);
    },
  );

  app.post(
    '/api/cases/:id/suspension',
    { config, schema: { tags, summary: 'Suspend a case', description, params, body: suspendBody, response } },
    async (request, reply) =>
      reply.code(202).send(await ask(request.params.id, asking(request), { kind: 'suspend' }, request.body)),
  );

  app.post(
    '/api/cases/:id/suspension/end',
    {
      config,
      schema: { tags, summary: 'Let a suspended case go on', description, params, body: resumeBody, response },
    },
    async (request, reply) =>
      reply.code(202).send(await ask(request.params.id, asking(request), { kind: 'resume' }, request.body)),
  );

  app.post(
    '/api/cases/:id/moves',
    {
      config,
      schema: {
        tags,
        summary: 'Move, add and cancel tokens, all or nothing',
        description,
        params,
        body: moveBody,
        response,
      },
    },
    async (request, reply) => {
      const { activate, terminate, consume } = request.body;
      const act = { kind: 'move', activate, terminate, consume } as const;
      return reply.code(202).send(await ask(request.params.id, asking(request), act, request.body));
    },
  );

  app.post(
    '/api/cases/:id/timers/:timer',
    {
      config,
      schema: {
        tags,
        summary: 'Give a running timer another due time',
        description,
        params: params.extend({ timer: z.string().regex(/^\d{1,15}$/) }),
        body: timerBody,
        response,
      },
    },
    async (request, reply) => {
      const { id, timer } = request.params;
      const act = { kind: 'timer', timer, due: request.body.due } as const;
      return reply.code(202).send(await ask(id, asking(request), act, request.body));
    },
  );

  app.post(
    '/api/cases/:id/steps/:instance/skip',
    {
      config,
      schema: {
        tags,
        summary: 'Let a step count as done',
        description,
        params: params.extend({ instance: z.string().regex(/^\d{1,15}$/) }),
        body: skipBody,
        response,
      },
    },
    async (request, reply) => {
      const { id, instance } = request.params;
      const act = { kind: 'skip', instance, variables: request.body.variables } as const;
      return reply.code(202).send(await ask(id, asking(request), act, request.body));
    },
  );

  app.post(
    '/api/cases/:id/end',
    {
      config,
      schema: {
        tags,
        summary: 'End a case by hand',
        description: `Open acts are withdrawn; listings and claims live on. ${description}`,
        params,
        body: endCaseBody,
        response,
      },
    },
    async (request, reply) =>
      reply.code(202).send(await ask(request.params.id, asking(request), { kind: 'end' }, request.body)),
  );

  function own(caseId: string, person: Person) {
    return caseOf(store, caseId, person);
  }

  async function ask(caseId: string, person: Person, act: RepairAct, { key, seen, reason }: Asked) {
    return repairView(await askRepair(reader, await own(caseId, person), person, act, { key, seen, reason }));
  }
}
