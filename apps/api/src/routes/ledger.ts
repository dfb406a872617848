import { balanceQuery, debtorBalance, debtorCard, identifier, pageOf } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { debtorCardOf } from '../ledger-view/debtor-card.ts';
import { ownCreditor, ownDebtor } from '../ledger-view/own-parties.ts';
import { asking } from '../sign-in/person.ts';

/** What debtors owe. */
export function ledgerRoutes(app: ApiApp, store: Store): void {
  const config = { permission: 'ledger.read' } as const;

  app.get(
    '/api/balances',
    {
      config,
      schema: {
        tags: ['ledger'],
        summary: 'Debtors with what they owe each creditor, the most overdue first',
        querystring: balanceQuery,
        response: { 200: pageOf(debtorBalance) },
      },
    },
    async (request) => {
      const person = asking(request);
      const { page, size, creditorId, text, overdue } = request.query;
      if (creditorId !== undefined) await ownCreditor(store, creditorId, person);
      const { items, total } = await store.ledger.balances({
        organisationId: person.organisationId,
        page,
        size,
        overdueOnly: overdue === 'true',
        ...(creditorId !== undefined && { creditorId }),
        ...(text !== undefined && { search: text }),
      });
      return { items: items.map((each) => ({ ...each })), page, size, total };
    },
  );

  app.get(
    '/api/debtors/:id',
    {
      config,
      schema: {
        tags: ['ledger'],
        summary: 'A debtor with open items, payments, holds and promises',
        params: z.object({ id: identifier }),
        response: { 200: debtorCard },
      },
    },
    async (request) => debtorCardOf(store, await ownDebtor(store, request.params.id, asking(request))),
  );
}
