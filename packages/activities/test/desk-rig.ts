import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OrganisationClock, polishCalendar } from '@krok/calendar';
import type { DeliveryResult, EmailChannel, Mail } from '@krok/channels';
import type { Command, EngineEvent, Variables } from '@krok/engine';
import { migrate, openStore, type Store } from '@krok/store';
import { freshDatabase } from '../../../scripts/services/test-services.ts';

/** A Wednesday in the middle of an ordinary week, half past ten in Warsaw. */
export const WEDNESDAY = Date.parse('2026-11-25T10:30:00+01:00');
export const MINUTE = 60_000;

export interface DeskRig {
  readonly url: string;
  readonly keysFolder: string;
  readonly store: Store;
  readonly organisationId: string;
  readonly creditorId: string;
  readonly debtorId: string;
  /** A manager who looks into unknown effects. */
  readonly operatorId: string;
  /** A case that has just wished an e-mail; gives the case and its act. */
  wish(wish?: Wish): Promise<{ readonly caseId: string; readonly actId: string; readonly deskKey: string }>;
  /** The case withdraws its wish. */
  withdraw(caseId: string): Promise<void>;
  /** Commands on their way to a case; they are taken off the outbox. */
  commandsTo(caseId: string): Promise<Command[]>;
  /** Desks that were woken; taken off the outbox. */
  wakes(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Wish {
  readonly debtorId?: string | null;
  readonly creditorId?: string;
  readonly variables?: Variables;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retries?: number;
  /** Job type; an e-mail when absent. */
  readonly type?: string;
  /** Invoice id. */
  readonly subject?: string;
}

export const HEADERS = {
  subject: 'Przypomnienie ({{count}})',
  body: 'Dzień dobry, {{debtor}}:\n{{lines}}',
  line: '- {{invoice}}',
};

/** A store on a database of its own, with an organisation, a creditor and a debtor. */
export async function openDeskRig(clock: OrganisationClock = { mode: 'manual', now: WEDNESDAY }): Promise<DeskRig> {
  const url = await freshDatabase('desk');
  await migrate(url);
  const keysFolder = await mkdtemp(join(tmpdir(), 'krok-keys-'));
  const store = openStore({ url, keysFolder });
  const organisationId = await store.organisations.create({
    name: 'Dostawca',
    clock,
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(2020, 2035),
    sendingEnabled: true,
  });
  const creditorId = await store.parties.addCreditor({
    organisationId,
    name: 'Dostawca',
    senderEmail: 'd@dostawca.example',
  });
  const debtorId = await store.parties.addDebtor({ organisationId, name: 'Dłużnik', email: 'k@dluznik.example' });
  const operatorId = await store.users.create({
    organisationId,
    email: `${crypto.randomUUID()}@dostawca.example`,
    name: 'Kierownik',
    roles: ['manager'],
    passwordHash: 'none',
  });
  const bytes = Buffer.from('{"formatVersion":1}');
  await store.deployments.deploy({
    organisationId,
    name: 'reminder',
    xml: '<none />',
    compilerVersion: 'test',
    by: null,
    processes: [
      {
        processId: 'reminder',
        properties: {},
        hash: createHash('sha256').update(bytes).digest('hex'),
        bytes,
        messageStarts: [],
        signalStarts: [],
      },
    ],
  });
  const commit = async (
    caseId: string,
    seq: number,
    commandId: string,
    command: Command,
    events: readonly EngineEvent[],
  ) => {
    const { now } = await store.clock.read(organisationId);
    const env = { now, zone: 'Europe/Warsaw', calendarVersion: polishCalendar().version, engineVersion: 1 };
    const answer = await store.log.commitSteps({
      caseId,
      after: seq - 1,
      steps: [{ seq, commandId, command, env, events }],
      nextDue: null,
    });
    if (answer.kind !== 'committed') throw new Error(`Expected a commit but got ${answer.kind}.`);
  };
  const taken = new Map<string, Command[]>();
  const woken: string[] = [];
  const take = async (): Promise<void> => {
    for (;;) {
      const rows = await store.outbox.takePending(100);
      if (rows.length === 0) return;
      for (const row of rows) {
        if (row.kind === 'command') taken.set(row.caseId, [...(taken.get(row.caseId) ?? []), row.command]);
        if (row.kind === 'wakeDesk') woken.push(row.deskKey);
        await store.outbox.delivered(row.id);
      }
    }
  };
  return {
    url,
    keysFolder,
    store,
    organisationId,
    creditorId,
    debtorId,
    operatorId,
    async wish({
      debtorId: other,
      creditorId: otherCreditor = creditorId,
      variables = { invoice: 'FV/0' },
      headers = HEADERS,
      retries = 3,
      type = 'send-email',
      subject,
    } = {}) {
      const debtor = other === undefined ? debtorId : other;
      const { caseId } = await store.cases.create({
        organisationId,
        processId: 'reminder',
        creditorId: otherCreditor,
        ...(debtor !== null && { debtorId: debtor }),
        ...(subject !== undefined && { subject }),
        variables,
      });
      await commit(caseId, 1, 'start', { kind: 'start', variables }, [
        { kind: 'instanceStarted', instance: '1', engineVersion: 1 },
        { kind: 'jobCreated', job: '3', instance: '2', element: 1, type, retries, headers, variables },
      ]);
      const [act] = await store.acts.ofCase(caseId);
      if (!act) throw new Error('Expected an act but the case has none.');
      return { caseId, actId: act.id, deskKey: act.deskKey };
    },
    async withdraw(caseId) {
      await commit(caseId, 2, 'withdraw', { kind: 'cancel', reason: 'test' }, [
        { kind: 'jobCancelled', job: '3', instance: '2' },
      ]);
    },
    async commandsTo(caseId) {
      await take();
      const commands = taken.get(caseId) ?? [];
      taken.delete(caseId);
      return commands;
    },
    async wakes() {
      await take();
      return woken.splice(0);
    },
    async close() {
      await store.close();
      await rm(keysFolder, { recursive: true, force: true });
    },
  };
}

export interface RecordingChannel extends EmailChannel {
  readonly received: { readonly mail: Mail; readonly effectKey: string }[];
}

/** Records every mail that it is asked to deliver, repeats included, and answers as the test says; accepts by default. */
export function recordingChannel(
  answers: readonly (DeliveryResult | Promise<DeliveryResult>)[] = [],
  settings: Partial<Pick<EmailChannel, 'sandbox' | 'whenUnknown' | 'find'>> = {},
): RecordingChannel {
  const received: { mail: Mail; effectKey: string }[] = [];
  return {
    sandbox: true,
    whenUnknown: 'hold',
    ...settings,
    received,
    async deliver(mail, effectKey) {
      received.push({ mail, effectKey });
      return answers[received.length - 1] ?? { kind: 'accepted', reference: `<${effectKey}@test>` };
    },
  };
}
