import { party } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { asking } from '../sign-in/person.ts';

/** Creditor companies and debtors, to choose from when a case is started. */
export function partyRoutes(app: ApiApp, store: Store): void {
  const options = (summary: string) =>
    ({
      config: { permission: 'cases.start' },
      schema: { tags: ['cases'], summary, response: { 200: z.object({ items: z.array(party) }) } },
    }) as const;

  app.get('/api/creditors', options('Creditor companies'), async (request) => ({
    items: (await store.parties.creditors(asking(request).organisationId)).map(({ id, name }) => ({ id, name })),
  }));
  app.get('/api/debtors', options('Debtors'), async (request) => ({
    items: (await store.parties.debtors(asking(request).organisationId))
      .filter(({ erasedAt }) => erasedAt === null)
      .map(({ id, name }) => ({ id, name })),
  }));
}
