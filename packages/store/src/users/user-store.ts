import { sql } from 'kysely';
import { type Db, isUniqueViolation } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { UserStore } from '../surface/users.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { toUser } from './user-row.ts';
import { endSession, endSessions, openSession, sessionStands, visitSession } from './sessions.ts';

export function userStore(context: StoreContext): UserStore {
  const { db } = context;
  return {
    create: (user) => create(db, user),
    list: async (organisationId) => {
      const rows = await db
        .selectFrom('app_user')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .orderBy('name')
        .execute();
      return rows.map(toUser);
    },
    read: async (id) => {
      const row = isUuid(id)
        ? await db.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined;
      if (row === undefined) throw noSuchUser(id);
      return toUser(row);
    },
    forSignIn: async (email) => {
      const row = await db
        .selectFrom('app_user')
        .selectAll()
        .where(sql`lower(email)`, '=', email.toLowerCase())
        .executeTakeFirst();
      return row === undefined ? null : { user: toUser(row), passwordHash: row.password_hash };
    },
    setPassword: (id, passwordHash) => change(db, id, { password_hash: passwordHash }),
    setRoles: (id, roles) => change(db, id, { roles: [...roles] }),
    setDisabled: (id, disabled) =>
      transact(context, async ({ tx }) => {
        await change(tx, id, { disabled });
        await endSessions(tx, id);
      }),
    openSession: (userId, token, lifetimeMs) => openSession(db, userId, token, lifetimeMs),
    session: (token, idleMs) => visitSession(db, token, idleMs),
    sessionStands: (token, idleMs) => sessionStands(db, token, idleMs),
    endSession: (token) => endSession(db, token),
    endSessions: (userId) => endSessions(db, userId),
  };
}

async function create(db: Db, user: Parameters<UserStore['create']>[0]): Promise<string> {
  const id = newId();
  try {
    await db
      .insertInto('app_user')
      .values({
        id,
        organisation_id: user.organisationId,
        email: user.email,
        name: user.name,
        password_hash: user.passwordHash,
        roles: [...user.roles],
      })
      .execute();
  } catch (error) {
    if (!isUniqueViolation(error, 'app_user_email')) throw error;
    throw new StoreError('EMAIL_TAKEN', 'Expected an e-mail address of nobody else but somebody signs in with it.');
  }
  return id;
}

async function change(
  db: Db,
  id: string,
  values: { password_hash?: string; roles?: string[]; disabled?: boolean },
): Promise<void> {
  const row = isUuid(id)
    ? await db.updateTable('app_user').set(values).where('id', '=', id).returning('id').executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchUser(id);
}

function noSuchUser(id: string): StoreError {
  return new StoreError('NO_SUCH_USER', `Expected a user ${id} but there is none.`, { userId: id });
}
