import { uploadLimits } from '@krok/bpmn/xml';
import {
  checkAnswer,
  checkBody,
  createDraftAnswer,
  createDraftBody,
  type CreateDraftBody,
  draft,
  draftLine,
  identifier,
  publishAnswer,
  publishDraftBody,
  saveDraftAnswer,
  saveDraftBody,
} from '@krok/contracts/schemas';
import { compileProcedure } from '@krok/deployment';
import { type Store, StoreError } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { deployDiagram } from '../deploy/deploy-diagram.ts';
import { deploymentView } from '../deploy/deployment-view.ts';
import { draftView } from '../deploy/draft-view.ts';
import { publishedDecision } from '../deploy/published-decision.ts';
import { startRuleFindings } from '../deploy/start-rule-findings.ts';
import { askedBy } from '../deploy/second-person.ts';
import { splitFiles } from '../deploy/split-files.ts';
import { ApiProblem } from '../errors.ts';
import { asking, type Person } from '../sign-in/person.ts';

const idParams = z.object({ id: identifier });
/** A diagram and some forms and tables of at most 1 MB each, as JSON text. */
const bodyLimit = uploadLimits.bytes * 8;

/** Procedures that are being drawn: kept on the server, published when they are ready. */
export function draftRoutes(app: ApiApp, store: Store): void {
  app.get(
    '/api/drafts',
    {
      config: { permission: 'procedures.read' },
      schema: {
        tags: ['procedures'],
        summary: 'Drafts, newest save first',
        response: { 200: z.object({ items: z.array(draftLine) }) },
      },
    },
    async (request) => {
      const { organisationId, userId } = asking(request);
      return { items: (await store.drafts.list(organisationId)).map((line) => draftView(line, userId)) };
    },
  );

  app.post(
    '/api/drafts',
    {
      config: { permission: 'procedures.draw' },
      bodyLimit,
      schema: {
        tags: ['procedures'],
        summary: 'Begin a draft, or find the one that somebody has begun of this procedure',
        body: createDraftBody,
        response: { 201: createDraftAnswer },
      },
    },
    async (request, reply) => reply.code(201).send(await create(asking(request), request.body)),
  );

  app.get(
    '/api/drafts/:id',
    {
      config: { permission: 'procedures.read' },
      schema: { tags: ['procedures'], summary: 'A draft with its files', params: idParams, response: { 200: draft } },
    },
    async (request) => {
      const { organisationId, userId } = asking(request);
      const found = await store.drafts.read(organisationId, request.params.id);
      return { ...draftView(found, userId), files: [...found.files] };
    },
  );

  app.put(
    '/api/drafts/:id',
    {
      config: { permission: 'procedures.draw' },
      bodyLimit,
      schema: {
        tags: ['procedures'],
        summary: 'Save a draft',
        description: 'Refused with draft-changed when somebody saved after the revision that is named.',
        params: idParams,
        body: saveDraftBody,
        response: { 200: saveDraftAnswer },
      },
    },
    async (request) => {
      const { organisationId, userId } = asking(request);
      return {
        revision: await store.drafts.save({ organisationId, draftId: request.params.id, by: userId, ...request.body }),
      };
    },
  );

  app.delete(
    '/api/drafts/:id',
    {
      config: { permission: 'procedures.draw' },
      schema: { tags: ['procedures'], summary: 'Discard a draft', params: idParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await store.drafts.remove(asking(request).organisationId, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/drafts/:id/publish',
    {
      config: { permission: 'procedures.deploy' },
      schema: {
        tags: ['procedures'],
        summary: 'Publish a draft: new cases run it from now on',
        description:
          'Refused with findings (diagram-refused), when somebody saved the draft (draft-changed) published another version (live-changed) after what is named was read, or when a second person has to ask for it or publish it (second-person-needed, own-act).',
        params: idParams,
        body: publishDraftBody,
        response: { 201: publishAnswer },
      },
    },
    async (request, reply) => {
      const { organisationId, userId } = asking(request);
      const { revision, note, over } = request.body;
      const found = await store.drafts.read(organisationId, request.params.id);
      if (found.revision !== revision) throw new ApiProblem('draft-changed');
      const requestedBy = await askedBy(store, found, userId);
      const { xml, sources } = splitFiles(found.files);
      const { deploymentId, created, warnings } = await deployDiagram(store, {
        organisationId,
        by: userId,
        name: found.name,
        xml,
        files: sources,
        note,
        ...(requestedBy !== null && { requestedBy }),
        over,
      });
      await store.drafts.remove(organisationId, found.id, revision).catch(keepWhatWasSavedMeanwhile);
      const deployment = await deploymentView(store, deploymentId, organisationId);
      return reply.code(201).send({ deployment, warnings, created });
    },
  );

  app.post(
    '/api/checks',
    {
      config: { permission: 'procedures.read' },
      bodyLimit,
      schema: {
        tags: ['procedures'],
        summary: 'Check a diagram with its forms and decision tables; nothing is kept',
        body: checkBody,
        response: { 200: checkAnswer },
      },
    },
    async (request) => {
      const { xml, sources } = splitFiles(request.body.files);
      const compiled = await compileProcedure(xml, sources, publishedDecision(store, asking(request).organisationId));
      const unstarted = startRuleFindings(compiled);
      return {
        deployable: compiled.deployable && unstarted.length === 0,
        findings: [...compiled.findings, ...unstarted],
      };
    },
  );

  async function create({ organisationId, userId }: Person, body: CreateDraftBody) {
    const by = { organisationId, by: userId };
    if (body.from === 'files') {
      return store.drafts.create({
        ...by,
        name: body.name,
        processId: null,
        baseDeploymentId: null,
        files: body.files,
      });
    }
    const { deploymentId, name } = await store.deployments.latest(organisationId, body.processId);
    const [live, files] = await Promise.all([
      store.deployments.read(deploymentId),
      store.deployments.files(deploymentId),
    ]);
    return store.drafts.create({
      ...by,
      name: name ?? body.processId,
      processId: body.processId,
      baseDeploymentId: deploymentId,
      files: [
        { kind: 'bpmn', name: `${body.processId}.bpmn`, content: live.xml },
        ...files.map((each) => ({ kind: each.kind, name: each.name, content: each.content })),
      ],
    });
  }
}

/** Somebody saved while it was being published: what they drew stays a draft. */
function keepWhatWasSavedMeanwhile(error: unknown): void {
  if (!(error instanceof StoreError && error.code === 'STALE_DRAFT')) throw error;
}
