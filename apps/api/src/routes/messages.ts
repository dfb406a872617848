import { messageAnswer, messageBody, signalAnswer, signalBody } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import type { ApiApp } from '../api-app.ts';
import { caseOf, mustBeOpen } from '../case-view/case-lines.ts';
import { ApiProblem } from '../errors.ts';
import { engineVariables } from '../http/engine-variables.ts';
import { asking, type Person } from '../sign-in/person.ts';

/** Messages for one case, signals for many. */
export function messageRoutes(app: ApiApp, store: Store): void {
  app.post(
    '/api/messages',
    {
      config: { permission: 'messages.send' },
      schema: {
        tags: ['messages'],
        summary: 'Send a message',
        description: 'To the case that waits for its name and correlation key, or to the one named by caseId.',
        body: messageBody,
        response: { 202: messageAnswer },
      },
    },
    async (request, reply) => {
      const person = asking(request);
      const { name, variables, messageId, timeToLiveSeconds, caseId } = request.body;
      const correlationKey =
        caseId === undefined ? (request.body.correlationKey ?? '') : await keyOf(caseId, name, person);
      const published = await store.exchange.publishMessage(person.organisationId, {
        name,
        correlationKey,
        variables: engineVariables(variables),
        timeToLive: timeToLiveSeconds * 1000,
        ...(messageId !== undefined && { id: messageId }),
      });
      if (published.kind === 'duplicate')
        return reply.code(202).send({ messageId: messageId ?? '', outcome: 'duplicate', delivered: 0, started: [] });
      const { delivered, started } = published;
      const met = delivered > 0 || started.length > 0;
      return reply.code(202).send({
        messageId: published.messageId,
        outcome: met ? 'delivered' : timeToLiveSeconds > 0 ? 'kept' : 'discarded',
        delivered,
        started: [...started],
      });
    },
  );

  app.post(
    '/api/signals',
    {
      config: { permission: 'signals.send' },
      schema: { tags: ['messages'], summary: 'Broadcast a signal', body: signalBody, response: { 202: signalAnswer } },
    },
    async (request, reply) => {
      const { name, variables } = request.body;
      const { cases, started } = await store.exchange.broadcastSignal(
        asking(request).organisationId,
        name,
        engineVariables(variables),
      );
      return reply.code(202).send({ cases, started: [...started] });
    },
  );

  /** The key by which this very case waits for the message. */
  async function keyOf(caseId: string, name: string, person: Person): Promise<string> {
    mustBeOpen(await caseOf(store, caseId, person));
    const waiting = (await store.exchange.subscriptions(caseId)).find(
      (one) => one.kind === 'message' && one.name === name,
    );
    if (!waiting) throw new ApiProblem('not-waiting');
    return waiting.correlationKey ?? '';
  }
}
