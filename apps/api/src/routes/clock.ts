import { advanceClockBody, clock } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { asking } from '../sign-in/person.ts';

/** The organisation's clock, and how tests and trials move it. */
export function clockRoutes(app: ApiApp, store: Store): void {
  app.get(
    '/api/clock',
    {
      config: { permission: 'clock.read' },
      schema: { tags: ['clock'], summary: 'The present', response: { 200: clock } },
    },
    async (request) => read(asking(request).organisationId),
  );

  app.post(
    '/api/clock/advance',
    {
      config: { permission: 'clock.advance' },
      schema: {
        tags: ['clock'],
        summary: 'Move a manual clock forward',
        body: advanceClockBody,
        response: { 200: clock.extend({ woken: z.object({ cases: z.number().int(), desks: z.number().int() }) }) },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const { cases, desks } = await store.clock.advance(organisationId, Date.parse(request.body.to));
      return { ...(await read(organisationId)), woken: { cases, desks } };
    },
  );

  async function read(organisationId: string): Promise<z.infer<typeof clock>> {
    const [{ clock: setting, now }, nextDue, { zone }] = await Promise.all([
      store.clock.read(organisationId),
      store.clock.nextDue(organisationId),
      store.organisations.read(organisationId),
    ]);
    return {
      mode: setting.mode,
      now: iso(now),
      zone,
      factor: setting.mode === 'factor' ? setting.factor : null,
      nextDue: nextDue === null ? null : iso(nextDue),
    };
  }
}
