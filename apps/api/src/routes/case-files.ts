import {
  caseFile,
  caseNoteBody,
  created,
  debtorFile,
  debtorReplyBody,
  identifier,
  openIncidentsPage,
  openIncidentsQuery,
  pageOf,
  pageQuery,
  replyBody,
  type ReplyBody,
  timelinePage as timelinePageSchema,
  timelineQuery,
  waitsFor,
} from '@krok/contracts/schemas';
import { localDate } from '@krok/calendar';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseFileOf } from '../case-view/case-file.ts';
import { caseOf } from '../case-view/case-lines.ts';
import type { CaseTapes } from '../case-view/case-tapes.ts';
import { openIncidents } from '../case-view/case-position.ts';
import { caseTimelineOf } from '../case-view/case-timeline.ts';
import { caseWaits } from '../case-view/case-waits.ts';
import { debtorFileOf } from '../case-view/debtor-file.ts';
import { debtorTimelineOf } from '../case-view/debtor-timeline.ts';
import { timelinePage } from '../case-view/timeline/timeline-page.ts';
import { ApiProblem } from '../errors.ts';
import { ownDebtor } from '../ledger-view/own-parties.ts';
import { asking, type Person } from '../sign-in/person.ts';

const params = z.object({ id: identifier });

/** A case, or a debtor over all creditors, with everything that happened. */
export function caseFileRoutes(app: ApiApp, store: Store, tapes: CaseTapes): void {
  app.get(
    '/api/cases/:id/file',
    {
      config: { permission: 'log.read' },
      schema: {
        tags: ['cases'],
        summary: 'Case file: who, how much, why it is here and what comes next',
        params,
        response: { 200: caseFile },
      },
    },
    async (request) => {
      const person = asking(request);
      return caseFileOf(store, tapes, await caseOf(store, request.params.id, person), person);
    },
  );

  app.get(
    '/api/cases/:id/timeline',
    {
      config: { permission: 'log.read' },
      schema: {
        tags: ['cases'],
        summary: 'Everything that happened to a case, newest first, by pages; on request of one kind',
        params,
        querystring: timelineQuery,
        response: { 200: timelinePageSchema },
      },
    },
    async (request) => {
      const person = asking(request);
      const line = await caseOf(store, request.params.id, person);
      return timelinePage(await caseTimelineOf(store, tapes, line, person), request.query);
    },
  );

  app.get(
    '/api/cases/:id/incidents',
    {
      config: { permission: 'log.read' },
      schema: {
        tags: ['cases'],
        summary: 'All open incidents of a case, oldest first, by pages',
        params,
        querystring: openIncidentsQuery,
        response: { 200: openIncidentsPage },
      },
    },
    async (request) => {
      const { after, size } = request.query;
      const { linked, tape } = await tapes.of(await caseOf(store, request.params.id, asking(request)));
      const open = openIncidents(linked, tape.at(tape.length).state);
      const rest = after === undefined ? open : open.filter(({ incidentId }) => Number(incidentId) > Number(after));
      return { items: rest.slice(0, size), left: Math.max(0, rest.length - size) };
    },
  );

  app.get(
    '/api/cases/:id/waits',
    {
      config: { permission: 'log.read' },
      schema: {
        tags: ['cases'],
        summary: 'All that a case waits for, by pages; equal ones are one line with their number',
        params,
        querystring: pageQuery,
        response: { 200: pageOf(waitsFor) },
      },
    },
    async (request) => {
      const { page, size } = request.query;
      const line = await caseOf(store, request.params.id, asking(request));
      const [{ linked, tape }, acts] = await Promise.all([tapes.of(line), store.caseFiles.acts({ caseId: line.id })]);
      const waits = caseWaits(linked, tape.at(tape.length).state, acts);
      return { items: waits.slice((page - 1) * size, page * size), page, size, total: waits.length };
    },
  );

  app.post(
    '/api/cases/:id/notes',
    writing(caseNoteBody, {
      summary: 'Write a note',
      description: 'Kept with the personal data of the debtor and erased with them; never a variable of the case.',
    }),
    async (request, reply) => {
      const person = asking(request);
      const { id: caseId } = await caseOf(store, request.params.id, person);
      const id = await store.caseFiles.addNote({ caseId, text: request.body.text, by: person.userId });
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/cases/:id/replies',
    writing(replyBody, {
      summary: 'Write down what the debtor answered',
      description: 'It is work in the queue of replies until somebody has dealt with it; the case is told nothing.',
    }),
    async (request, reply) => {
      const person = asking(request);
      const { id: caseId } = await caseOf(store, request.params.id, person);
      return reply.code(201).send({ id: await record(caseId, request.body, person) });
    },
  );

  app.post(
    '/api/debtors/:id/replies',
    writing(debtorReplyBody, {
      summary: 'Write down what a debtor answered, whichever case it is about',
      description: 'It is kept with an open case of the debtor, else with the last one.',
    }),
    async (request, reply) => {
      const person = asking(request);
      const { id: debtorId } = await ownDebtor(store, request.params.id, person);
      const { creditorId, ...body } = request.body;
      const caseId = await store.replies.caseFor(debtorId, creditorId);
      if (caseId === null) throw new ApiProblem('no-case');
      return reply.code(201).send({ id: await record(caseId, body, person) });
    },
  );

  app.get(
    '/api/debtors/:id/file',
    {
      config: { permission: 'ledger.read' },
      schema: {
        tags: ['ledger'],
        summary: 'All cases of a debtor over all creditors, newest first',
        params,
        response: { 200: debtorFile },
      },
    },
    async (request) => debtorFileOf(store, await ownDebtor(store, request.params.id, asking(request))),
  );

  app.get(
    '/api/debtors/:id/timeline',
    {
      config: { permission: 'ledger.read' },
      schema: {
        tags: ['ledger'],
        summary: 'All that passed between a debtor and all creditors, newest first, by pages; on request of one kind',
        params,
        querystring: timelineQuery,
        response: { 200: timelinePageSchema },
      },
    },
    async (request) =>
      debtorTimelineOf(store, tapes, await ownDebtor(store, request.params.id, asking(request)), request.query),
  );

  async function record(caseId: string, { channel, receivedOn, text }: ReplyBody, person: Person): Promise<string> {
    const [{ now }, { zone }] = await Promise.all([
      store.clock.read(person.organisationId),
      store.organisations.read(person.organisationId),
    ]);
    const today = localDate(now, zone);
    if (receivedOn !== undefined && receivedOn > today) {
      const errors = [{ pointer: '/receivedOn', detail: 'Expected a day that has come' }];
      throw new ApiProblem('invalid-input', { errors });
    }
    return store.replies.record({ caseId, channel, text, receivedOn: receivedOn ?? today, by: person.userId });
  }
}

/** What every route says by which people write something down. */
function writing<Body extends z.ZodType>(body: Body, words: { summary: string; description: string }) {
  const config = { permission: 'cases.note' } as const;
  return { config, schema: { tags: ['cases'], ...words, params, body, response: { 201: created } } };
}
