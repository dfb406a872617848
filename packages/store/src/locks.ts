import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { lockHere, soloOf } from './solo.ts';

/**
 * Locks until the end of a transaction, always taken in this order: ledger, case row, exchange keys, desk,
 * listing or claim row, outbox rows, clock.
 * Nobody holds two case rows.
 */

/** Everything about messages of one correlation key; where the key is empty, of one name. */
export function exchangeLock(organisationId: string, name: string, correlationKey: string): bigint {
  return numberOf('exchange', organisationId, correlationKey === '' ? `name ${name}` : `key ${correlationKey}`);
}

/** Publications with one id of the publisher's. */
export function publicationLock(organisationId: string, messageId: string): bigint {
  return numberOf('publication', organisationId, messageId);
}

export async function lockAll(tx: Tx, locks: Iterable<bigint>): Promise<void> {
  const sorted = [...new Set(locks)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (sorted.length === 0 || (await lockHere(tx, sorted))) return;
  // Rows of `unnest` come in the array's order.
  await sql`SELECT pg_advisory_xact_lock(lock) FROM unnest(${sorted.map(String)}::bigint[]) AS lock`.execute(tx);
}

/** The books of one creditor have one writer at a time. */
export async function lockLedger(tx: Tx, creditorId: string): Promise<void> {
  await lockAll(tx, [numberOf('ledger', creditorId, '')]);
}

/** Debtors of an organisation are recognised and added by one at a time; taken before any ledger. */
export async function lockDebtors(tx: Tx, organisationId: string): Promise<void> {
  await lockAll(tx, [numberOf('debtors', organisationId, '')]);
}

/** Acts and bundles of one desk have one writer at a time. */
export async function lockDesk(tx: Tx, deskKey: string): Promise<void> {
  await lockDesks(tx, [deskKey]);
}

export async function lockDesks(tx: Tx, deskKeys: readonly string[]): Promise<void> {
  await lockAll(
    tx,
    deskKeys.map((deskKey) => numberOf('desk', deskKey, '')),
  );
}

/** Contact caps run over all desks of a debtor; taken after the desk. */
export async function lockDebtor(tx: Tx, debtorId: string): Promise<void> {
  await lockAll(tx, [numberOf('debtor', debtorId, '')]);
}

export async function lockDeployments(tx: Tx, organisationId: string): Promise<void> {
  await lockAll(tx, [numberOf('deployments', organisationId, '')]);
}

/** Versions of an organisation's settings are numbered one after the other. */
export async function lockSettings(tx: Tx, organisationId: string): Promise<void> {
  await lockAll(tx, [numberOf('settings', organisationId, '')]);
}

/** Who changes the clock excludes who relies on its present. */
export async function lockClock(tx: Tx, organisationId: string): Promise<void> {
  await lockAll(tx, [numberOf('clock', organisationId, '')]);
}

export async function shareClock(tx: Tx, organisationId: string): Promise<void> {
  const lock = numberOf('clock', organisationId, '');
  // Who works alone moves the clock between the works, not beside them.
  if (soloOf(tx) !== null) return;
  await sql`SELECT pg_advisory_xact_lock_shared(${lock.toString()}::bigint)`.execute(tx);
}

export async function lockOutboxTaking(tx: Tx): Promise<void> {
  await lockAll(tx, [numberOf('outbox', 'taking', '')]);
}

/** Two names that fall on one number only wait for each other now and then. */
function numberOf(kind: string, first: string, second: string): bigint {
  return createHash('sha256')
    .update(JSON.stringify([kind, first, second]))
    .digest()
    .readBigInt64BE(0);
}
