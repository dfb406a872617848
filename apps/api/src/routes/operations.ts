import { localDate, localInstant } from '@krok/calendar';
import { operations, sendingBody, workload } from '@krok/contracts/schemas';
import type { ServiceSeen, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseKey } from '../case-view/case-lines.ts';
import { iso } from '../case-view/case-position.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

const said = z.object({
  temporal: z.boolean(),
  sandboxes: z.record(z.string(), z.boolean()),
  channels: z.record(z.string(), z.enum(['sandbox', 'real'])),
});

/** How the installation fares, the switch of all sending, and who has how much to do. */
export function operationRoutes(app: ApiApp, store: Store, realNow: () => number): void {
  app.get(
    '/api/operations',
    {
      config: { permission: 'incidents.read' },
      schema: {
        tags: ['oversight'],
        summary: 'Health of the services, what is on its way, and cases that stand still',
        response: { 200: operations },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const [ms, services, outbox, stuck, { sendingEnabled }] = await Promise.all([
        store.operations.ping(),
        store.operations.services(),
        store.operations.outboxLag(organisationId),
        store.operations.stuck(organisationId),
        store.organisations.read(organisationId),
      ]);
      const lines = await Promise.all(stuck.map(({ caseId }) => store.overview.case(caseId)));
      return {
        sending: sendingEnabled,
        database: { ms },
        worker: workerOf(services.find(({ name }) => name === 'worker')),
        outbox: { ...outbox },
        stuck: stuck.map(({ since, ...one }, index) => ({
          ...one,
          since: iso(since),
          caseKey: lines[index] ? caseKey(lines[index]) : null,
          debtorName: lines[index]?.debtorName ?? null,
        })),
      };
    },
  );

  app.get(
    '/api/operations/load',
    {
      config: { permission: 'incidents.read' },
      schema: { tags: ['oversight'], summary: 'Open work by who holds it', response: { 200: workload } },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const [{ now }, { zone }] = await Promise.all([
        store.clock.read(organisationId),
        store.organisations.read(organisationId),
      ]);
      const dayStart = localInstant(localDate(now, zone), '00:00', zone);
      return { people: (await store.operations.load(organisationId, now, dayStart)).map((each) => ({ ...each })) };
    },
  );

  app.post(
    '/api/operations/sending',
    {
      config: { permission: 'sending.switch' },
      schema: {
        tags: ['oversight'],
        summary: 'Stop or resume everything that leaves the firm',
        description:
          'What waits goes out once it is resumed. Work of people goes on. The very first time only an administrator switches it on.',
        body: sendingBody,
        response: { 200: sendingBody },
      },
    },
    async (request) => {
      const { enabled } = request.body;
      const { organisationId, userId, permissions } = asking(request);
      if (enabled && !permissions.includes('sending.begin')) {
        const { sendingBegun } = await store.organisations.read(organisationId);
        if (!sendingBegun) throw new ApiProblem('forbidden');
      }
      await store.organisations.setSending(organisationId, enabled, userId);
      return { enabled };
    },
  );

  function workerOf(seen: ServiceSeen | undefined): z.infer<typeof operations>['worker'] {
    const detail = said.safeParse(seen?.detail).data;
    return {
      seenAt: seen ? iso(seen.seenAt) : null,
      ageMs: seen ? Math.max(0, realNow() - seen.seenAt) : null,
      temporal: detail?.temporal ?? null,
      sandboxes: detail?.sandboxes ?? {},
      channels: detail?.channels ?? {},
    };
  }
}
