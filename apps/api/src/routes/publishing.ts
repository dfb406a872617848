import {
  answerRequestBody,
  identifier,
  publishingPut,
  publishingView,
  requestPublishingBody,
} from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { asking } from '../sign-in/person.ts';

const tags = ['procedures'];
const params = z.object({ id: identifier });

/** Publishing by two people: one asks, another publishes; and the rule that it has to be so. */
export function publishingRoutes(app: ApiApp, store: Store): void {
  app.get(
    '/api/publishing',
    {
      config: { permission: 'procedures.read' },
      schema: { tags, summary: 'Whether a second person publishes', response: { 200: publishingView } },
    },
    async (request) => view(asking(request).organisationId),
  );

  app.put(
    '/api/publishing',
    {
      config: { permission: 'settings.change' },
      schema: {
        tags,
        summary: 'Set whether a second person publishes',
        body: publishingPut,
        response: { 200: publishingView },
      },
    },
    async (request) => {
      const { organisationId, userId: by } = asking(request);
      const { version: over, secondPerson, note } = request.body;
      await store.settings.setPublishing({
        organisationId,
        over,
        content: { secondPerson },
        by,
        ...(note !== undefined && { note }),
      });
      return view(organisationId);
    },
  );

  app.post(
    '/api/drafts/:id/request',
    {
      config: { permission: 'procedures.draw' },
      schema: {
        tags,
        summary: 'Ask another person to publish a draft',
        description: 'Void when the draft is saved again. Refused with draft-changed when somebody saved meanwhile.',
        params,
        body: requestPublishingBody,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { organisationId, userId: by } = asking(request);
      await store.drafts.requestPublishing({ organisationId, draftId: request.params.id, by, ...request.body });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/drafts/:id/decline',
    {
      config: { permission: 'procedures.draw' },
      schema: {
        tags,
        summary: "Take one's own request back, or say no to another's",
        params,
        body: answerRequestBody,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { organisationId, userId: by } = asking(request);
      await store.drafts.answerRequest({ organisationId, draftId: request.params.id, by, note: request.body.note });
      return reply.code(204).send(null);
    },
  );

  async function view(organisationId: string) {
    const { version, content, note, setBy, setAt } = await store.settings.publishing(organisationId);
    const by = setBy === null ? null : (await store.users.read(setBy)).name;
    return { version, secondPerson: content.secondPerson, note, setBy: by, setAt: setAt === null ? null : iso(setAt) };
  }
}
