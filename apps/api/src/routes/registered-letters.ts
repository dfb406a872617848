import {
  identifier,
  letterQuery,
  pageOf,
  postalBookReport,
  postingBody,
  postingCorrectionBody,
  receiptBody,
  registeredLetterView,
} from '@krok/contracts/schemas';
import { decodeText, splitRecords } from '@krok/imports';
import { readPostalBook } from '@krok/receivables';
import type { RegisteredLetter } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { letterViews } from '../duties/letter-view.ts';
import { timersOfPosting } from '../duties/timers-of-posting.ts';
import { ApiProblem } from '../errors.ts';
import type { CaseReader } from '../repairs/standing-case.ts';
import { asking, type Person } from '../sign-in/person.ts';

const params = z.object({ id: identifier });
const csv = ['text/csv'];
const mostBytes = 2 * 1024 * 1024;

/** Letters that go by registered post: their terms count from the day on which they were posted. */
export function registeredLetterRoutes(app: ApiApp, reader: CaseReader): void {
  const { store } = reader;
  const tags = ['letters'];
  const read = { permission: 'letters.read' } as const;
  const post = { permission: 'letters.post' } as const;

  app.get(
    '/api/registered-letters',
    {
      config: read,
      schema: {
        tags,
        summary: 'Registered letters: those that wait to be posted first',
        querystring: letterQuery,
        response: { 200: pageOf(registeredLetterView) },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const { page, size, state, creditorId, debtorId, invoiceId } = request.query;
      const { items, total } = await store.letters.letters({
        organisationId,
        page,
        size,
        ...(state !== undefined && { state }),
        ...(creditorId !== undefined && { creditorId }),
        ...(debtorId !== undefined && { debtorId }),
        ...(invoiceId !== undefined && { invoiceId }),
      });
      return { items: await letterViews(store, organisationId, items), page, size, total };
    },
  );

  app.get(
    '/api/registered-letters/:id',
    { config: read, schema: { tags, summary: 'One letter', params, response: { 200: registeredLetterView } } },
    async (request) => view(await own(request.params.id, asking(request))),
  );

  app.post(
    '/api/registered-letters/:id/posting',
    {
      config: post,
      schema: {
        tags,
        summary: 'Confirm that a letter was posted',
        description: 'Its number from the receipt and the day. Its cases go on, and the month before a listing begins.',
        params,
        body: postingBody,
        response: { 200: registeredLetterView },
      },
    },
    async (request) => {
      const person = asking(request);
      const { id: letterId } = await own(request.params.id, person);
      return view(await store.letters.confirmPosting({ ...request.body, letterId, by: person.userId }));
    },
  );

  app.post(
    '/api/registered-letters/:id/correction',
    {
      config: { permission: 'letters.correct' },
      schema: {
        tags,
        summary: 'Correct a posting that was entered wrongly',
        description:
          'Until the register or the court was asked on that basis. The terms count from the new day; what stood there ' +
          'before is kept with the reason.',
        params,
        body: postingCorrectionBody,
        response: { 200: registeredLetterView },
      },
    },
    async (request) => {
      const person = asking(request);
      const letter = await own(request.params.id, person);
      const timers = await timersOfPosting(reader, letter, request.body.postedOn);
      const by = person.userId;
      return view(await store.letters.correctPosting({ ...request.body, letterId: letter.id, by, timers }));
    },
  );

  app.post(
    '/api/registered-letters/:id/receipt',
    {
      config: post,
      schema: {
        tags,
        summary: 'Say that the post delivered or returned a letter',
        params,
        body: receiptBody,
        response: { 200: registeredLetterView },
      },
    },
    async (request) => {
      const { id: letterId } = await own(request.params.id, asking(request));
      return view(await store.letters.recordReceipt({ ...request.body, letterId }));
    },
  );

  // A scope of its own: files are accepted here and nowhere else.
  void app.register(async (scope: ApiApp) => {
    scope.addContentTypeParser(csv, { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      '/api/registered-letters/postal-book',
      {
        config: { ...post, upload: csv },
        bodyLimit: mostBytes,
        schema: {
          tags,
          summary: 'Confirm many letters from the postal book',
          description:
            'Body: a CSV file as text/csv with the columns reference (znak), number (numer nadania) and posted (data ' +
            'nadania). Good lines are kept, bad ones reported; the same file again changes nothing.',
          response: { 200: postalBookReport },
        },
      },
      async (request) => {
        const { organisationId, userId: by } = asking(request);
        const bytes: unknown = request.body;
        if (!Buffer.isBuffer(bytes)) throw new ApiProblem('unsupported-media-type');
        const { rows, errors: broken } = splitRecords(decodeText(bytes).text);
        const { lines, errors: unread } = readPostalBook(rows);
        const { confirmed, unchanged, errors } = await store.letters.confirmPostalBook({ organisationId, lines, by });
        const quoting = broken.map(({ line, got }) => ({ line, code: 'quoting', got }));
        const all = [...quoting, ...unread, ...errors].toSorted((a, b) => a.line - b.line);
        return { confirmed, unchanged, errors: all };
      },
    );
  });

  async function own(id: string, person: Person): Promise<RegisteredLetter> {
    const letter = await store.letters.letter(id);
    if (letter.organisationId !== person.organisationId) throw new ApiProblem('not-found');
    return letter;
  }

  async function view(letter: RegisteredLetter) {
    const [shown] = await letterViews(store, letter.organisationId, [letter]);
    if (shown === undefined) throw new ApiProblem('not-found');
    return shown;
  }
}
