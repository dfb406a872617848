import { identifier, standstillItem } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { caseKey } from '../case-view/case-lines.ts';
import { ownerOf, remedyOf, standstillOf } from '../case-view/standstills.ts';
import { asking } from '../sign-in/person.ts';

const params = z.object({ id: identifier });
const done = z.object({ id: z.string() });

/** What stands still for a reason outside its diagram: of cases, desks, listings, claims and the daily work. */
export function standstillRoutes(app: ApiApp, store: Store): void {
  app.get(
    '/api/standstills',
    {
      config: { permission: 'incidents.read' },
      schema: {
        tags: ['oversight'],
        summary: 'What stands still outside its diagram',
        response: { 200: z.object({ items: z.array(standstillItem) }) },
      },
    },
    async (request) => {
      const open = await store.standstills.open(asking(request).organisationId);
      const names = await store.overview.partyNames(open.flatMap(({ workflowId }) => ownerOf(workflowId).parties));
      const items = await Promise.all(
        open.map(async (standstill) => {
          const { id, workflowId, caseId, cause, commandId, detail, times, since } = standstill;
          const businessKey = caseId === null ? null : caseKey(await store.overview.case(caseId));
          const remedy = remedyOf(standstill);
          const { owner, parties } = ownerOf(workflowId);
          const about = parties.flatMap((party) => names.get(party) ?? []).join(' · ') || null;
          return {
            id,
            workflowId,
            owner,
            about,
            caseId,
            businessKey,
            cause,
            remedy,
            commandId,
            detail,
            times,
            since: iso(since),
          };
        }),
      );
      return { items };
    },
  );

  app.post(
    '/api/standstills/:id/retry',
    {
      config: { permission: 'incidents.resolve' },
      schema: {
        tags: ['oversight'],
        summary: 'Try again what stands still',
        description: 'Once its cause is mended. What is read only (`mend`) goes on by itself.',
        params,
        response: { 202: done },
      },
    },
    async (request, reply) => {
      const { id } = await standstillOf(store, request.params.id, asking(request));
      await store.standstills.retry(id);
      return reply.code(202).send({ id });
    },
  );

  app.post(
    '/api/standstills/:id/drop',
    {
      config: { permission: 'incidents.resolve' },
      schema: {
        tags: ['oversight'],
        summary: 'Give up the command that was set aside',
        params,
        response: { 200: done },
      },
    },
    async (request) => {
      const { id } = await standstillOf(store, request.params.id, asking(request));
      await store.standstills.drop(id);
      return { id };
    },
  );
}
