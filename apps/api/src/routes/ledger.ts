import {
  balanceQuery,
  debtorBalance,
  debtorCard,
  identifier,
  moneyFigures,
  moneyQuery,
  pageOf,
} from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { debtorCardOf } from '../ledger-view/debtor-card.ts';
import { moneySelectionOf } from '../ledger-view/money-selection.ts';
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
      const { page, size, creditorId, text, overdue, currency } = request.query;
      if (creditorId !== undefined) await ownCreditor(store, creditorId, person);
      const selection = moneySelectionOf(request.query);
      const { items, total } = await store.ledger.balances({
        organisationId: person.organisationId,
        page,
        size,
        overdueOnly: overdue === 'true',
        ...(creditorId !== undefined && { creditorId }),
        ...(text !== undefined && { search: text }),
        ...(currency !== undefined && { currency }),
        ...(selection !== undefined && { selection }),
      });
      return { items: items.map((each) => ({ ...each })), page, size, total };
    },
  );

  app.get(
    '/api/figures',
    {
      config,
      schema: {
        tags: ['ledger'],
        summary: 'What is owed by age and by stage, what was paid and promised by month',
        description:
          'All of one moment. Each figure has its debtors in /api/balances and its open cases in /api/cases.',
        querystring: moneyQuery,
        response: { 200: moneyFigures },
      },
    },
    async (request) => {
      const person = asking(request);
      const { creditorId } = request.query;
      if (creditorId !== undefined) await ownCreditor(store, creditorId, person);
      const { today, months, totals, ageing, stages, paid, promises } = await store.figures.money(
        person.organisationId,
        creditorId,
      );
      return {
        today,
        months: [...months],
        totals: [...totals],
        ageing: [...ageing],
        stages: [...stages],
        paid: [...paid],
        promises: [...promises],
      };
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
