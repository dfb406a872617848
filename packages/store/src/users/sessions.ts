import { createHash } from 'node:crypto';
import type { Db } from '../database.ts';
import type { Session } from '../surface/users.ts';
import { toUser } from './user-row.ts';

export async function openSession(db: Db, userId: string, token: string, lifetimeMs: number): Promise<void> {
  const now = Date.now();
  await db
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      user_id: userId,
      created_at: new Date(now),
      last_seen_at: new Date(now),
      expires_at: new Date(now + lifetimeMs),
    })
    .execute();
}

/** See `UserStore.session`. */
export async function visitSession(db: Db, token: string, idleMs: number): Promise<Session | null> {
  const now = Date.now();
  const row = await db
    .selectFrom('session as s')
    .innerJoin('app_user as u', 'u.id', 's.user_id')
    .select(['u.id', 'u.organisation_id', 'u.email', 'u.name', 'u.roles', 'u.disabled'])
    .select(['s.created_at', 's.last_seen_at', 's.expires_at'])
    .where('s.token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (row === undefined) return null;
  const lastSeenAt = row.last_seen_at.getTime();
  if (row.disabled || row.expires_at.getTime() <= now || lastSeenAt + idleMs <= now) {
    await endSession(db, token);
    return null;
  }
  // A visit a minute is enough to tell idle from busy, and spares a write per request.
  if (now - lastSeenAt > Math.min(60_000, idleMs / 4)) {
    await db
      .updateTable('session')
      .set({ last_seen_at: new Date(now) })
      .where('token_hash', '=', hashOf(token))
      .execute();
  }
  return { user: toUser(row), createdAt: row.created_at.getTime(), lastSeenAt, expiresAt: row.expires_at.getTime() };
}

/** See `UserStore.sessionStands`. */
export async function sessionStands(db: Db, token: string, idleMs: number): Promise<boolean> {
  const row = await db
    .selectFrom('session as s')
    .innerJoin('app_user as u', 'u.id', 's.user_id')
    .select('s.user_id')
    .where('s.token_hash', '=', hashOf(token))
    .where('s.expires_at', '>', new Date())
    .where('s.last_seen_at', '>', new Date(Date.now() - idleMs))
    .where('u.disabled', '=', false)
    .executeTakeFirst();
  return row !== undefined;
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute();
}

export async function endSessions(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('session').where('user_id', '=', userId).execute();
}

/** The database never sees a token that could be used. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
