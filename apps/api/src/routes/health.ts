import { z } from 'zod';
import type { Store } from '@krok/store';
import type { ApiApp } from '../api-app.ts';

/** Whether the API runs and reaches its database. */
export function healthRoute(app: ApiApp, store: Store): void {
  app.get(
    '/health',
    { config: { permission: 'public' }, schema: { response: { 200: z.object({ status: z.literal('ok') }) } } },
    async () => {
      await store.organisations.list();
      return { status: 'ok' } as const;
    },
  );
}
