import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMPILER_VERSION, type ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import { localDate, localInstant } from '@krok/calendar';
import { createChannels, startSandbox, startSandboxReceivers } from '@krok/channels';
import type { Variables } from '@krok/engine';
import { deployableProcess } from '@krok/deployment';
import { readOpenItemsFile } from '@krok/imports';
import { inventedPostingNumber } from '@krok/receivables/demo';
import type { BundleWithActs, ImportReport, LedgerInvoice, Store } from '@krok/store';
import { channelSettings } from '../../src/channel-settings.ts';
import { startWorker } from '../../src/worker.ts';
import { openRig, type Rig } from '../rig/rig.ts';

export const PROCEDURES = ['business-debtor', 'before-due-date', 'key-account'] as const;
export const ZONE = 'Europe/Warsaw';

/** The court's schemas lie beside the clone; they are not part of the project. */
const FOLDER = fileURLToPath(new URL('../../../../../shared/reference/epu', import.meta.url));
export const SCHEMAS = existsSync(FOLDER) ? FOLDER : undefined;

/** A firm on the real parts with sandboxes that answer by its manual clock; what its people do goes through the store as the API does it. */
export interface FlowFirm {
  readonly rig: Rig;
  readonly store: Store;
  readonly organisationId: string;
  /** Of sandboxes and letters. */
  readonly data: string;
  readonly creditors: Readonly<Record<'stalex' | 'drewpol', string>>;
  readonly people: Readonly<Record<'collector' | 'approver' | 'sales', string>>;
  readonly executables: ReadonlyMap<string, ExecutableProcess>;
  import(creditorId: string, csv: string): Promise<ImportReport>;
  invoice(number: string): Promise<LedgerInvoice>;
  /** In full unless told, as a transfer that names the invoice. */
  pay(number: string, bookedOn: string, amount?: number): Promise<void>;
  close(): Promise<void>;
}

export async function openFlowFirm(label: string, now: number): Promise<FlowFirm> {
  const data = await mkdtemp(join(tmpdir(), `krok-${label}-`));
  const rig = await openRig(label, { clock: { mode: 'manual', now } });
  const { store, organisationId, environment } = rig;
  await mkdir(join(data, 'sandbox-mail'));
  const mails = await startSandbox({ folder: join(data, 'sandbox-mail'), port: 0 });
  const receivers = await startSandboxReceivers({ dataFolder: data, port: 0 });
  const ports = {
    KROK_SANDBOX_SMTP_PORT: String(mails.port),
    KROK_SANDBOX_HTTP_PORT: String(receivers.port),
    KROK_EPU_SCHEMAS: SCHEMAS,
  };
  const channels = createChannels(channelSettings(ports, data, `smtp://127.0.0.1:${mails.port}`));
  const worker = await startWorker(
    { store, channels },
    {
      address: environment['TEMPORAL_ADDRESS'] ?? '',
      namespace: 'default',
      taskQueue: environment['KROK_TASK_QUEUE'] ?? '',
      bundle: { codePath: environment['KROK_WORKFLOW_BUNDLE'] ?? '' },
    },
  );
  await rig.startRelay();
  const creditors = await openBooks(store, organisationId);
  const people = { collector: rig.person, ...(await hire(store, organisationId)) };
  const executables = await deployShipped(store, organisationId);
  let transfers = 0;
  const firm: FlowFirm = {
    rig,
    store,
    organisationId,
    data,
    creditors,
    people,
    executables,
    import: async (creditorId, csv) => {
      const { file, sha256 } = readOpenItemsFile(Buffer.from(csv, 'utf8'));
      return store.ledger.importOpenItems({ creditorId, sha256, fileName: 'otwarte.csv', file, by: people.sales });
    },
    invoice: async (number) => {
      const found = (await store.ledger.invoices({ organisationId, limit: 500 })).find(
        (each) => each.number === number,
      );
      assert.ok(found, `Expected an invoice ${number} but there is none.`);
      return found;
    },
    pay: async (number, bookedOn, amount) => {
      transfers += 1;
      const { id: invoiceId, creditorId, debtorId, open, currency } = await firm.invoice(number);
      await store.ledger.recordPayment({
        creditorId,
        debtorId,
        invoiceId,
        bookedOn,
        currency,
        bankReference: `B-${transfers}`,
        amount: amount ?? open,
        by: null,
      });
    },
    close: async () => {
      await worker.stop();
      await channels.letters?.close();
      await mails.close();
      await receivers.close();
      await rig.close();
      await rm(data, { recursive: true, force: true });
    },
  };
  return firm;
}

/** The outcome to each case, and what the debtor said into the books, in one transaction. */
export async function call(
  { store, people }: FlowFirm,
  { id: bundleId, version, acts }: BundleWithActs,
  answer: (invoiceNumber: string) => Variables,
): Promise<void> {
  const said = acts.map((act) => ({ act, variables: answer(String(act.variables['invoiceNumber'])) }));
  const about = (outcome: string) => said.filter(({ variables }) => variables['outcome'] === outcome);
  await store.acts.completeBundle({
    bundleId,
    version,
    by: people.collector,
    outcomes: said.map(({ act, variables }) => ({ actId: act.id, variables })),
    note: 'Rozmowa z księgowością.',
    promises: about('promise').map(({ act, variables }) => ({
      promisedOn: String(variables['promiseDate']),
      items: [{ invoiceId: act.subject ?? '' }],
    })),
    disputes: about('dispute').map(({ act }) => ({ invoiceId: act.subject ?? '', reason: 'Reklamacja' })),
  });
}

/** By the second person, on the data as shown. */
export async function decide(
  { store, people }: FlowFirm,
  { id: bundleId }: BundleWithActs,
  approved: boolean,
): Promise<void> {
  const { version, hash } = await store.approvals.view(bundleId);
  await store.approvals.decide({ bundleId, version, hash, by: people.approver, approved });
}

export async function finish(
  { store, people }: FlowFirm,
  bundle: BundleWithActs,
  variables: Variables = {},
): Promise<void> {
  await store.acts.completeBundle({
    bundleId: bundle.id,
    version: bundle.version,
    by: people.collector,
    outcomes: bundle.acts.map(({ id: actId }) => ({ actId, variables })),
  });
}

/** Registered letters that were printed are posted today. Gives how many. */
export async function takeToThePost(store: Store, organisationId: string, by: string): Promise<number> {
  const { items } = await store.letters.letters({ organisationId, state: 'awaiting', page: 1, size: 100 });
  const { now } = await store.clock.read(organisationId);
  for (const { id: letterId } of items) {
    const number = inventedPostingNumber(Number.parseInt(letterId.slice(-8), 16) % 100_000_000);
    await store.letters.confirmPosting({ letterId, number, postedOn: dayOf(now), by });
  }
  return items.length;
}

export const dayOf = (at: number): string => localDate(at, ZONE);
export const at = (day: string, time = '10:00'): number => localInstant(day, time, ZONE);

export async function openBooks(store: Store, organisationId: string): Promise<FlowFirm['creditors']> {
  const address = { street: 'ul. Prosta', house: '2', flat: null, postalCode: '00-838', town: 'Warszawa' };
  const common = { organisationId, address, krdContract: true, letterhead: 'Dział należności' };
  return {
    stalex: await store.parties.addCreditor({
      ...common,
      name: 'Hurtownia Stalex sp. z o.o.',
      nip: '5252248481',
      senderEmail: 'naleznosci@stalex.example',
      bankAccount: '61109010140000071219812874',
      sending: { epuAccount: 'stalex-masowy' },
    }),
    drewpol: await store.parties.addCreditor({
      ...common,
      name: 'Drewpol S.A.',
      nip: '5260250274',
      senderEmail: 'naleznosci@drewpol.example',
      bankAccount: '61109010140000071219812874',
    }),
  };
}

export async function hire(store: Store, organisationId: string): Promise<{ approver: string; sales: string }> {
  const user = (role: string) =>
    store.users.create({
      organisationId,
      email: `${role}@stalex.example`,
      name: role,
      roles: [role],
      passwordHash: '',
    });
  return { approver: await user('approver'), sales: await user('salesperson') };
}

/** The procedures of `diagrams/`, by id. */
export async function deployShipped(store: Store, organisationId: string): Promise<Map<string, ExecutableProcess>> {
  const { zone, calendar } = await store.organisations.read(organisationId);
  const { now } = await store.clock.read(organisationId);
  const executables = new Map<string, ExecutableProcess>();
  for (const name of PROCEDURES) {
    const xml = await readFile(new URL(`../../../../diagrams/${name}/${name}.bpmn`, import.meta.url), 'utf8');
    const compiled = await compileBpmn(xml);
    assert.ok(compiled.deployable, name);
    const processes = compiled.processes.map((process) => deployableProcess(process, { now, zone, calendar }));
    for (const process of compiled.processes) executables.set(process.processId, process);
    await store.deployments.deploy({
      organisationId,
      name,
      xml,
      compilerVersion: COMPILER_VERSION,
      by: null,
      processes,
    });
  }
  return executables;
}
