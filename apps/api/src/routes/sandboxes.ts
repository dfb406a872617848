import {
  identifier,
  pageOf,
  pageQuery,
  printedLetter,
  sandboxFiling,
  sandboxKrdOrder,
  sandboxSms,
} from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { partyNames } from '../duties/party-names.ts';
import { ApiProblem } from '../errors.ts';
import { ReceivedRecords } from '../sandbox/received-records.ts';
import { asking } from '../sign-in/person.ts';

const smsRecord = z.object({
  at: z.number(),
  form: z.record(z.string(), z.string()),
  parts: z.number().int(),
});
const krdRecord = z.object({
  job: z.string(),
  at: z.number(),
  input: z.string(),
  refusal: z.string().nullable(),
  order: z.string(),
});
const filingRecord = z.object({
  kind: z.enum(['claim', 'document']),
  reference: z.string(),
  number: z.number().int(),
  at: z.number(),
  xml: z.string(),
});
/** A key becomes a file name: nothing in it may leave the folder. */
const effectKey = /^[A-Za-z0-9_-]{1,100}$/;

/** What would have left the firm: SMS, orders to KRD and filings as the sandboxes got them, and the letters printed. */
export function sandboxRoutes(app: ApiApp, store: Store, dataFolder: string | undefined): void {
  const config = { permission: 'mails.read' } as const;
  const tags = ['sandbox'];
  const records = new ReceivedRecords(store, dataFolder);

  app.get(
    '/api/sandbox/sms',
    {
      config,
      schema: {
        tags,
        summary: 'SMS of the sandbox, newest first',
        querystring: pageQuery,
        response: { 200: pageOf(sandboxSms) },
      },
    },
    async (request) => {
      const { page, size } = request.query;
      const { items, total } = await records.page('sms', smsRecord, {
        organisationId: asking(request).organisationId,
        page,
        size,
      });
      const shown = items.map(({ id, content: { at, form, parts } }) => ({
        id,
        at: iso(at),
        to: form['to'] ?? '',
        from: form['from'] ?? null,
        text: form['message'] ?? '',
        parts,
      }));
      return { items: shown, page, size, total };
    },
  );

  app.get(
    '/api/sandbox/krd',
    {
      config,
      schema: {
        tags,
        summary: 'Orders that the KRD sandbox got, newest first',
        querystring: pageQuery,
        response: { 200: pageOf(sandboxKrdOrder) },
      },
    },
    async (request) => {
      const { page, size } = request.query;
      const { items, total } = await records.page('krd', krdRecord, {
        organisationId: asking(request).organisationId,
        page,
        size,
      });
      const shown = items.map(({ id, content: { at, job, order, refusal, input } }) => ({
        id,
        at: iso(at),
        job,
        order,
        refusal,
        ...actionOf(input),
        xml: input,
      }));
      return { items: shown, page, size, total };
    },
  );

  app.get(
    '/api/sandbox/epu',
    {
      config,
      schema: {
        tags,
        summary: 'Filings that the court sandbox got, newest first',
        querystring: pageQuery,
        response: { 200: pageOf(sandboxFiling) },
      },
    },
    async (request) => {
      const { page, size } = request.query;
      const { items, total } = await records.page('epu', filingRecord, {
        organisationId: asking(request).organisationId,
        page,
        size,
      });
      return {
        items: items.map(({ id, content: { at, ...rest } }) => ({ id, at: iso(at), ...rest })),
        page,
        size,
        total,
      };
    },
  );

  app.get(
    '/api/letters',
    {
      config,
      schema: {
        tags,
        summary: 'Letters that were printed, newest first',
        querystring: pageQuery,
        response: { 200: pageOf(printedLetter) },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const { page, size } = request.query;
      const { items, total } = await store.letters.printed({ organisationId, page, size });
      const names = await partyNames(
        store,
        organisationId,
        items.flatMap(({ debtorId }) => debtorId ?? []),
      );
      const shown = items.map(({ id, at, types, debtorId, creditorId, caseIds }) => ({
        id,
        at: iso(at),
        types: [...types],
        debtorId,
        debtorName: debtorId === null ? null : names.debtor(debtorId),
        creditorName: creditorId === null ? null : names.creditor(creditorId),
        caseIds: [...caseIds],
      }));
      return { items: shown, page, size, total };
    },
  );

  app.get(
    '/api/letters/:id/pdf',
    {
      config,
      schema: {
        tags,
        summary: 'The very letter as it was printed',
        description: '`id`: of a printed letter, or of a registered letter.',
        params: z.object({ id: identifier }),
      },
    },
    async (request, reply) => {
      const key = await store.letters.fileOf(request.params.id, asking(request).organisationId);
      if (key === null || dataFolder === undefined || !effectKey.test(key)) throw new ApiProblem('not-found');
      const pdf = await readFile(join(dataFolder, 'letters', `${key}.pdf`)).catch(() => null);
      if (pdf === null) throw new ApiProblem('not-found');
      return reply.type('application/pdf').header('content-disposition', `inline; filename="${key}.pdf"`).send(pdf);
    },
  );
}

const ACTIONS = [
  ['AddInformation', 'add'],
  ['UpdateInformation', 'update'],
  ['RemoveInformation', 'remove'],
] as const;

/** What the order does, and to which listing; the file itself is shown as it came. */
function actionOf(input: string): {
  readonly action: 'add' | 'update' | 'remove' | 'other';
  readonly listing: string | null;
} {
  const action = ACTIONS.find(([name]) => input.includes(`<${name}`))?.[1] ?? 'other';
  const listing = /userID="([^"]{1,100})"/.exec(input)?.[1] ?? /<UserId>([^<]{1,100})</.exec(input)?.[1] ?? null;
  return { action, listing };
}
