import { party, type Permission } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { asking } from '../sign-in/person.ts';

/** Creditor companies, to choose from wherever books are shown; debtors, to choose from when a case is started. */
export function partyRoutes(app: ApiApp, store: Store): void {
  const options = <T extends Permission>(permission: T, summary: string) =>
    ({
      config: { permission },
      schema: { tags: ['cases'], summary, response: { 200: z.object({ items: z.array(party) }) } },
    }) as const;

  app.get('/api/creditors', options('cases.read', 'Creditor companies'), async (request) => ({
    items: (await store.parties.creditors(asking(request).organisationId)).map(({ id, name }) => ({ id, name })),
  }));
  app.get('/api/debtors', options('cases.start', 'Debtors'), async (request) => ({
    items: (await store.parties.debtors(asking(request).organisationId))
      .filter(({ erasedAt }) => erasedAt === null)
      .map(({ id, name }) => ({ id, name })),
  }));
}
