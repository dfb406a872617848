import { found, searchQuery } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import type { ApiApp } from '../api-app.ts';
import { asking } from '../sign-in/person.ts';

const ofEachKind = 6;

/** One box that finds debtors, invoices and cases. */
export function searchRoutes(app: ApiApp, store: Store): void {
  app.get(
    '/api/search',
    {
      config: { permission: 'signed-in' },
      schema: {
        tags: ['search'],
        summary: 'Debtors by name or NIP, invoices by number, cases by what they are about',
        description:
          'Names of debtors are found and shown only for who may read the ledger, cases for who may read them.',
        querystring: searchQuery,
        response: { 200: found },
      },
    },
    async (request) => {
      const { organisationId, permissions } = asking(request);
      const { debtors, invoices, cases } = await store.overview.search({
        organisationId,
        text: request.query.text.trim(),
        limit: ofEachKind,
        debtors: permissions.includes('ledger.read'),
        cases: permissions.includes('cases.read'),
      });
      return { debtors: [...debtors], invoices: [...invoices], cases: [...cases] };
    },
  );
}
