import type { Selectable } from 'kysely';
import type { User } from '../surface/users.ts';
import type { AppUserTable } from '../tables/organisations.ts';

export function toUser(row: Omit<Selectable<AppUserTable>, 'password_hash' | 'created_at'>): User {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    email: row.email,
    name: row.name,
    roles: row.roles,
    disabled: row.disabled,
  };
}
