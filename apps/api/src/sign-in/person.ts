import type { Permission, Role } from '@krok/contracts/schemas';
import { role } from '@krok/contracts/schemas';
import type { User } from '@krok/store';
import { ApiProblem } from '../errors.ts';
import { permissionsOf } from '../permissions.ts';

/** Who asks. */
export interface Person {
  readonly userId: string;
  readonly organisationId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that is not public. */
    person: Person | null;
  }
}

export function personOf(user: User): Person {
  // A role that this release does not know gives no rights.
  const roles = user.roles.flatMap((one) => role.safeParse(one).data ?? []);
  return {
    userId: user.id,
    organisationId: user.organisationId,
    email: user.email,
    name: user.name,
    roles,
    permissions: permissionsOf(roles),
  };
}

/** The person of a route that is not public. */
export function asking(request: { readonly person: Person | null }): Person {
  if (!request.person) throw new ApiProblem('not-signed-in');
  return request.person;
}
