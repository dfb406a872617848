import { identifier, reconcileBody, unknownEffect } from '@krok/contracts/schemas';
import type { Effect, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseKey } from '../case-view/case-lines.ts';
import { iso } from '../case-view/case-position.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

/** Deliveries of which nobody knows whether they arrived. */
export function effectRoutes(app: ApiApp, store: Store): void {
  app.get(
    '/api/effects/unknown',
    {
      config: { permission: 'effects.read' },
      schema: {
        tags: ['oversight'],
        summary: 'Effects with an unknown outcome',
        response: { 200: z.object({ items: z.array(unknownEffect) }) },
      },
    },
    async (request) => ({
      items: await Promise.all((await store.acts.unknownEffects(asking(request).organisationId)).map(view)),
    }),
  );

  app.post(
    '/api/effects/:id/reconcile',
    {
      config: { permission: 'effects.reconcile' },
      schema: {
        tags: ['oversight'],
        summary: 'Say what became of an effect',
        params: z.object({ id: identifier }),
        body: reconcileBody,
        response: { 200: z.object({ id: z.string(), status: z.string() }) },
      },
    },
    async (request) => {
      const person = asking(request);
      const effect = await store.acts.effect(request.params.id);
      const bundle = await store.acts.bundle(effect.bundleId);
      if (bundle.organisationId !== person.organisationId) throw new ApiProblem('not-found');
      if (effect.status !== 'unknown') throw new ApiProblem('effect-known');
      const { id, status } = await store.acts.reconcileEffect(effect.id, request.body.outcome, person.userId);
      return { id, status };
    },
  );

  async function view(effect: Effect): Promise<z.infer<typeof unknownEffect>> {
    const bundle = await store.acts.bundle(effect.bundleId);
    return {
      id: effect.id,
      channel: bundle.channel,
      kind: bundle.kind,
      attemptedAt: iso(effect.asOf),
      debtorName: bundle.debtorId === null ? null : (await store.parties.debtor(bundle.debtorId)).name,
      cases: await Promise.all(
        [...new Set(bundle.acts.map(({ caseId }) => caseId))].map(async (caseId) => ({
          caseId,
          caseKey: caseKey(await store.overview.case(caseId)),
        })),
      ),
      detail: effect.error,
    };
  }
}
