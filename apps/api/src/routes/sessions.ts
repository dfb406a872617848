import { me, signInBody } from '@krok/contracts/schemas';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import type { ApiLimits, ApiOptions } from '../dependencies.ts';
import { ApiProblem } from '../errors.ts';
import { AttemptLimit } from '../sign-in/attempt-limit.ts';
import { passwordMatches } from '../sign-in/passwords.ts';
import { asking, personOf, type Person } from '../sign-in/person.ts';
import type { SessionCookie } from '../sign-in/session-cookie.ts';

interface SessionParts extends Omit<ApiOptions, 'limits'> {
  readonly sessions: SessionCookie;
  readonly limits: ApiLimits;
}

const quarterHour = 15 * 60_000;

/** Sign-in, sign-out, and who is signed in. */
export function sessionRoutes(app: ApiApp, { store, sessions, limits, realNow = Date.now }: SessionParts): void {
  const byAccount = new AttemptLimit(limits.signInsPerAccount, quarterHour);
  const byAddress = new AttemptLimit(limits.signInsPerAddress, quarterHour);

  app.post(
    '/api/sign-in',
    {
      config: { permission: 'public' },
      schema: { tags: ['sign-in'], summary: 'Sign in', body: signInBody, response: { 200: me } },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      // Counted for names that nobody has, too: otherwise the limit would tell which exist.
      const account = email.trim().toLowerCase();
      const wait = Math.max(byAddress.take(request.ip, realNow()), byAccount.take(account, realNow()));
      if (wait > 0) throw new ApiProblem('too-many-requests', { retryAfterSeconds: wait });

      const found = await store.users.forSignIn(account);
      const matches = await passwordMatches(password, found?.passwordHash);
      if (!found || !matches || found.user.disabled) throw new ApiProblem('wrong-credentials');
      byAccount.forget(account);

      const before = sessions.read(request);
      if (before !== undefined) await store.users.endSession(before);
      await store.users.openSession(found.user.id, sessions.issue(reply), limits.sessionLifetimeMs);
      return meOf(personOf(found.user));
    },
  );

  app.post(
    '/api/sign-out',
    {
      config: { permission: 'public' },
      schema: { tags: ['sign-in'], summary: 'Sign out', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const token = sessions.read(request);
      if (token !== undefined) await store.users.endSession(token);
      sessions.clear(reply);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/me',
    {
      config: { permission: 'signed-in' },
      schema: { tags: ['sign-in'], summary: 'Who is signed in', response: { 200: me } },
    },
    async (request) => meOf(asking(request)),
  );

  async function meOf(person: Person): Promise<z.infer<typeof me>> {
    const { id, name, zone } = await store.organisations.read(person.organisationId);
    const { userId, email, roles, permissions } = person;
    return {
      id: userId,
      email,
      name: person.name,
      roles: [...roles],
      permissions: [...permissions],
      organisation: { id, name, zone },
    };
  }
}
