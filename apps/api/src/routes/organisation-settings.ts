import { role, userLine, waitingToLeave } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { asking } from '../sign-in/person.ts';

/** What an administrator looks at before sending is switched on, and who works here. */
export function organisationSettingRoutes(app: ApiApp, store: Store): void {
  const config = { permission: 'settings.read' } as const;
  const tags = ['settings'];

  app.get(
    '/api/operations/waiting',
    {
      config,
      schema: {
        tags,
        summary: 'What would leave once sending is on',
        description:
          'Counts acts that wait now; the contact policy and the books are asked again in the moment of sending.',
        response: { 200: waitingToLeave },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const [{ sendingEnabled }, waiting, services, turns, users] = await Promise.all([
        store.organisations.read(organisationId),
        store.operations.waitingToLeave(organisationId),
        store.operations.services(),
        store.settings.sendingHistory(organisationId),
        store.users.list(organisationId),
      ]);
      const people = new Map(users.map(({ id, name }) => [id, name]));
      const said = channels.safeParse(services.find(({ name }) => name === 'worker')?.detail).data?.channels ?? {};
      return {
        sending: sendingEnabled,
        turns: turns.slice(0, TURNS).map(({ content, setAt, setBy }) => ({
          at: iso(setAt ?? 0),
          enabled: content.enabled,
          by: people.get(setBy ?? '') ?? null,
        })),
        sandboxOnly: Object.keys(said).length > 0 && Object.values(said).every((to) => to === 'sandbox'),
        items: waiting.map((each) => ({ ...each, receiver: said[NAMES[each.channel]] ?? null })),
      };
    },
  );

  app.get(
    '/api/users',
    {
      config,
      schema: { tags, summary: 'Who works here', response: { 200: z.object({ items: z.array(userLine) }) } },
    },
    async (request) => ({
      items: (await store.users.list(asking(request).organisationId)).map(({ id, name, email, roles, disabled }) => ({
        id,
        name,
        email,
        roles: roles.flatMap((one) => role.safeParse(one).data ?? []),
        disabled,
      })),
    }),
  );
}

/** Of the switch, that are shown. */
const TURNS = 10;
const channels = z.looseObject({ channels: z.record(z.string(), z.enum(['sandbox', 'real'])) });
/** As the worker calls them. */
const NAMES = { email: 'email', sms: 'sms', letter: 'letters', krd: 'krd', epu: 'epu', webhook: 'webhooks' } as const;
