import type { Permission } from '@krok/contracts/schemas';
import type { ApiApp } from '../api-app.ts';
import type { ApiLimits, ApiOptions } from '../dependencies.ts';
import { ApiProblem } from '../errors.ts';
import { personOf, type Person } from './person.ts';
import { SessionCookie } from './session-cookie.ts';

/** Before the body of a request is read: who asks, and whether the route's permission is theirs. */
export function authorise(app: ApiApp, { store, publicOrigin }: ApiOptions, limits: ApiLimits): SessionCookie {
  const cookie = new SessionCookie(publicOrigin?.startsWith('https:') ?? false, limits.sessionLifetimeMs);
  app.decorateRequest('person', null);
  app.addHook('onRequest', async (request) => {
    const { permission } = request.routeOptions.config;
    if (request.is404 || permission === 'public') return;
    const token = cookie.read(request);
    const session = token === undefined ? null : await store.users.session(token, limits.sessionIdleMs);
    if (!session) throw new ApiProblem('not-signed-in');
    const person = personOf(session.user);
    if (permission !== 'signed-in' && !mayDo(person, permission)) throw new ApiProblem('forbidden');
    request.person = person;
  });
  return cookie;
}

function mayDo(person: Person, permission: Permission | undefined): boolean {
  return permission !== undefined && person.permissions.includes(permission);
}
