import { type Notification, notification } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { isOffered, workItems } from '../case-view/work-items.ts';
import { asking, type Person } from '../sign-in/person.ts';

const mostOfAKind = 50;

/** What waits for the person who asks. */
export function notificationRoutes(app: ApiApp, store: Store, executables: ExecutableCache): void {
  app.get(
    '/api/notifications',
    {
      config: { permission: 'signed-in' },
      schema: {
        tags: ['notifications'],
        summary: 'Approvals and call-backs that wait, cases that stand still, outcomes that nobody knows',
        response: { 200: z.object({ items: z.array(notification) }) },
      },
    },
    async (request) => {
      const person = asking(request);
      const found = await Promise.all([ofWork(person), incidents(person), effects(person)]);
      return { items: found.flat() };
    },
  );

  async function ofWork(person: Person): Promise<Notification[]> {
    if (!person.permissions.includes('work.read')) return [];
    const { organisationId, userId } = person;
    const { now } = await store.clock.read(organisationId);
    const open = await store.acts.worklist({
      organisationId,
      status: 'open',
      limit: 500,
      userId,
      groups: person.roles,
    });
    const waiting = open.filter(
      (bundle) =>
        isOffered(bundle, person) &&
        ((bundle.channel === 'approval' && person.permissions.includes('approvals.decide')) ||
          (bundle.callback && bundle.claimedBy === userId && (bundle.snoozedUntil ?? Infinity) <= now)),
    );
    const shown = waiting.slice(0, mostOfAKind);
    const since = new Map(shown.map((bundle) => [bundle.id, bundle.snoozedUntil ?? bundle.createdAt]));
    const items = await workItems(store, executables, organisationId, shown);
    return items.map(({ id, channel, title, debtorName }) => ({
      kind: channel === 'approval' ? 'approval' : 'callback',
      id,
      at: iso(since.get(id) ?? now),
      title,
      debtorName: person.permissions.includes('ledger.read') ? debtorName : null,
    }));
  }

  async function incidents({ organisationId, permissions }: Person): Promise<Notification[]> {
    if (!permissions.includes('incidents.read')) return [];
    const open = await store.cases.openIncidents(organisationId, mostOfAKind);
    return Promise.all(
      open.map(async ({ caseId, incident, cause, raisedAt }) => ({
        kind: 'incident' as const,
        id: `${caseId}:${incident}`,
        at: iso(raisedAt),
        caseId,
        businessKey: (await executables.ofCase(caseId)).subject,
        cause,
      })),
    );
  }

  async function effects({ organisationId, permissions }: Person): Promise<Notification[]> {
    if (!permissions.includes('effects.read')) return [];
    const unknown = await store.acts.unknownEffects(organisationId);
    return Promise.all(
      unknown.slice(0, mostOfAKind).map(async ({ id, bundleId, asOf }) => ({
        kind: 'unknownEffect' as const,
        id,
        at: iso(asOf),
        channel: (await store.acts.bundle(bundleId)).channel,
      })),
    );
  }
}
