import type { EngineEvent, Variables } from '@krok/engine';
import { begin, deployed, newCase, NOON, processOf, take, type TestStore } from './test-store.ts';

export interface Desk extends TestStore {
  readonly debtorId: string;
  readonly creditorId: string;
  readonly deskKey: string;
  readonly userId: string;
}

/** An organisation of the test's own with a creditor and a debtor. */
export async function desk(at: TestStore, sendingEnabled = true): Promise<Desk> {
  const { store } = at;
  const { calendar } = await store.organisations.read(at.organisationId);
  const clock = { mode: 'manual', now: NOON } as const;
  const organisationId = await store.organisations.create({
    name: 'D',
    clock,
    zone: 'Europe/Warsaw',
    calendar,
    sendingEnabled,
  });
  const own = { ...at, organisationId };
  await deployed(own, processOf('p', { properties: { join: 'debtor' } }));
  const debtorId = await store.parties.addDebtor({ organisationId, name: 'Jan Nowak', email: 'jan@example.com' });
  const creditorId = await store.parties.addCreditor({ organisationId, name: 'Firma' });
  return { ...own, debtorId, creditorId, deskKey: `${creditorId}:${debtorId}`, userId: await user(own) };
}

let users = 0;
export function user({ store, organisationId }: TestStore): Promise<string> {
  const email = `user${++users}@example.com`;
  return store.users.create({ organisationId, email, name: 'U', roles: ['collector'], passwordHash: 'x' });
}

export async function caseWith(own: Desk, ...events: readonly EngineEvent[]): Promise<string> {
  const { debtorId, creditorId } = own;
  const caseId = await newCase(own, 'p', { debtorId, creditorId });
  await begin(own, caseId, events);
  return caseId;
}

/** Rows of the organisation, taken until none is left; every desk counts as woken. */
export async function outboxOf(own: Desk) {
  const rows = (await take(own)).filter((row) => row.organisationId === own.organisationId);
  for (const row of rows) if (row.kind === 'wakeDesk') await own.store.outbox.delivered(row.id);
  return rows;
}

export async function commandsOf(own: Desk) {
  return (await outboxOf(own)).flatMap((row) => (row.kind === 'command' ? [row] : []));
}

export function emailJob(job: string, variables: Variables = {}): EngineEvent {
  return jobOf(job, 'send-email', variables);
}

export function jobOf(job: string, type: string, variables: Variables): EngineEvent {
  return { kind: 'jobCreated', job, instance: '3', element: 2, type, retries: 3, headers: { h: 'v' }, variables };
}
