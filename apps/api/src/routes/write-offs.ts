import { identifier, ledgerPosting, writeOffBody } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { ownInvoice } from '../ledger-view/own-parties.ts';
import { asking } from '../sign-in/person.ts';

const params = z.object({ id: identifier });
const response = { 200: z.object({ ok: z.literal(true) }) };

/** Postings of an invoice, and small rests that are written off or taken back. */
export function writeOffRoutes(app: ApiApp, store: Store): void {
  const tags = ['ledger'];

  app.get(
    '/api/invoices/:id/postings',
    {
      config: { permission: 'ledger.read' },
      schema: {
        tags,
        summary: 'Everything that was posted about an invoice, in order',
        params,
        response: { 200: z.object({ items: z.array(ledgerPosting) }) },
      },
    },
    async (request) => {
      const { id: invoiceId } = await ownInvoice(store, request.params.id, asking(request));
      const postings = await store.ledger.postings(invoiceId);
      return {
        items: postings.map(({ id, kind, amount, bookedOn, correctionNumber, reason, recordedAt }) => ({
          id,
          kind,
          amount,
          bookedOn,
          correctionNumber,
          reason,
          recordedAt: iso(recordedAt),
        })),
      };
    },
  );

  app.post(
    '/api/invoices/:id/write-off',
    {
      config: { permission: 'ledger.post' },
      schema: { tags, summary: 'Write a rest within the tolerance off', params, body: writeOffBody, response },
    },
    async (request) => {
      const person = asking(request);
      const { id: invoiceId } = await ownInvoice(store, request.params.id, person);
      await store.ledger.writeOff({ ...request.body, invoiceId, by: person.userId });
      return { ok: true as const };
    },
  );

  app.post(
    '/api/invoices/:id/write-off/reverse',
    {
      config: { permission: 'ledger.post' },
      schema: { tags, summary: 'Take a write-off back', params, body: writeOffBody, response },
    },
    async (request) => {
      const person = asking(request);
      const { id: invoiceId } = await ownInvoice(store, request.params.id, person);
      await store.ledger.reverseWriteOff({ ...request.body, invoiceId, by: person.userId });
      return { ok: true as const };
    },
  );
}
