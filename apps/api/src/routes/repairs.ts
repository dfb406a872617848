import {
  endCaseBody,
  identifier,
  moveBody,
  pageQuery,
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
/** Ids that the engine counts. */
const counted = z.string().regex(/^\d{1,15}$/);
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
      schema: {
        tags,
        summary: 'What can be repaired in a case as it stands, by pages',
        params,
        querystring: pageQuery.extend({ size: pageQuery.shape.size.default(100) }),
        response: { 200: repairable },
      },
    },
    async (request) => {
      const line = await own(request.params.id, asking(request));
      return repairableCase(await standingCase(reader, line), request.query);
    },
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

  app.post('/api/cases/:id/suspension', order('Suspend a case', suspendBody, params), (request, reply) =>
    ask(request, reply, { kind: 'suspend' }),
  );

  app.post('/api/cases/:id/suspension/end', order('Let a suspended case go on', resumeBody, params), (request, reply) =>
    ask(request, reply, { kind: 'resume' }),
  );

  app.post(
    '/api/cases/:id/moves',
    order('Move, add and cancel tokens, all or nothing', moveBody, params),
    (request, reply) => {
      const { activate, terminate, consume } = request.body;
      return ask(request, reply, { kind: 'move', activate, terminate, consume });
    },
  );

  app.post(
    '/api/cases/:id/timers/:timer',
    order('Give a running timer another due time', timerBody, params.extend({ timer: counted })),
    (request, reply) => ask(request, reply, { kind: 'timer', timer: request.params.timer, due: request.body.due }),
  );

  app.post(
    '/api/cases/:id/steps/:instance/skip',
    order('Let a step count as done', skipBody, params.extend({ instance: counted })),
    (request, reply) => {
      const { instance } = request.params;
      return ask(request, reply, { kind: 'skip', instance, variables: request.body.variables });
    },
  );

  app.post(
    '/api/cases/:id/end',
    order('End a case by hand', endCaseBody, params, 'Open acts are withdrawn; listings and claims live on. '),
    (request, reply) => ask(request, reply, { kind: 'end' }),
  );

  function own(caseId: string, person: Person) {
    return caseOf(store, caseId, person);
  }

  async function ask(request: AskingRequest, reply: AcceptingReply, act: RepairAct): Promise<z.infer<typeof repair>> {
    const person = asking(request);
    const { key, seen, reason } = request.body;
    const asked = await askRepair(reader, await own(request.params.id, person), person, act, { key, seen, reason });
    reply.code(202);
    return repairView(asked);
  }
}

/** What every route says that puts a repair on its way. */
function order<Body extends z.ZodType, Params extends z.ZodType>(summary: string, body: Body, of: Params, first = '') {
  return { config, schema: { tags, summary, description: first + description, params: of, body, response } };
}

interface AskingRequest {
  readonly person: Person | null;
  readonly params: { readonly id: string };
  readonly body: Asked;
}

interface AcceptingReply {
  code(status: 202): unknown;
}
