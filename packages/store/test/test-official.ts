import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { EngineEvent } from '@krok/engine';
import { readOpenItems } from '@krok/receivables';
import type { DeskPlan, DeskView, LedgerInvoice } from '@krok/store';
import { begin, commit, deployed, newCase, NOON, processOf, take, type TestStore } from './test-store.ts';

export interface Official extends TestStore {
  readonly creditorId: string;
  readonly debtorId: string;
  readonly deskKey: string;
  /** Two invoices of 1,000.00 and 2,000.00 zł, due on 15 April 2026. */
  readonly invoices: readonly [LedgerInvoice, LedgerInvoice];
  readonly collector: string;
  readonly approver: string;
}

const HEADER =
  'type;debtor;name;legalform;nip;krs;street;house;postalcode;town;number;issued;due;amount;currency'.split(';');
const LINES = [
  'debtor;K1;Firma Nowak sp. z o.o.;company;5260250274;0000123456;ul. Polna;1;00-001;Warszawa;;;;;',
  'invoice;K1;;;;;;;;;F/1;2026-04-01;2026-04-15;1000,00;PLN',
  'invoice;K1;;;;;;;;;F/2;2026-04-01;2026-04-15;2000,00;PLN',
];

let users = 0;

/** An organisation of the test's own, a debtor who may be listed and sued, a collector and an approver. */
export async function official(at: TestStore): Promise<Official> {
  const { store } = at;
  const { calendar } = await store.organisations.read(at.organisationId);
  const organisationId = await store.organisations.create({
    name: 'O',
    clock: { mode: 'manual', now: NOON },
    zone: 'Europe/Warsaw',
    calendar,
    sendingEnabled: true,
  });
  const own = { ...at, organisationId };
  await deployed(own, processOf('p'));
  const creditorId = await store.parties.addCreditor({
    organisationId,
    name: 'Wierzyciel',
    nip: '5260250274',
    krdContract: true,
    address: { street: 'ul. Prosta', house: '2', flat: null, postalCode: '00-002', town: 'Warszawa' },
  });
  const rows = [HEADER, ...LINES.map((line) => line.split(';'))].map((cells, index) => ({ line: index + 1, cells }));
  const report = await store.ledger.importOpenItems({
    creditorId,
    sha256: createHash('sha256').update(organisationId).digest('hex'),
    fileName: 'items.csv',
    file: readOpenItems(rows),
    by: null,
  });
  assert.deepEqual(report.errors, []);
  const [first, second] = await store.ledger.invoices({ organisationId });
  assert.ok(first && second);
  const debtorId = first.debtorId;
  const person = (role: string) =>
    store.users.create({
      organisationId,
      email: `official${++users}@example.com`,
      name: role,
      roles: [role],
      passwordHash: 'x',
    });
  return {
    ...own,
    creditorId,
    debtorId,
    deskKey: `${creditorId}:${debtorId}`,
    invoices: [first, second],
    collector: await person('collector'),
    approver: await person('approver'),
  };
}

export function officialJob(job: string, type: string, headers: Readonly<Record<string, string>> = {}): EngineEvent {
  return { kind: 'jobCreated', job, instance: job, element: 2, type, retries: 3, headers, variables: {} };
}

export async function caseAbout(
  own: Official,
  invoice: LedgerInvoice,
  ...events: readonly EngineEvent[]
): Promise<string> {
  const { debtorId, creditorId } = own;
  const caseId = await newCase(own, 'p', { debtorId, creditorId, subject: invoice.id });
  await begin(own, caseId, events);
  return caseId;
}

/** A letter with the warning, posted more than a month before. */
export async function warned({ store, ...own }: Official): Promise<void> {
  const caseId = await caseAbout({ store, ...own }, own.invoices[0], officialJob('w', 'send-demand-with-krd-warning'));
  const { machineBundles } = await plan({ store, ...own });
  const [bundle] = machineBundles;
  assert.ok(bundle);
  await store.ledger.recordDemandPosted(
    own.invoices.map(({ id, open }) => ({
      invoiceId: id,
      bundleId: bundle.bundleId,
      postedOn: '2026-05-20',
      amount: open,
      bureaus: ['KRD'],
      reference: null,
    })),
  );
  const start = await store.acts.recordIntent(bundle.bundleId);
  assert.equal(start.kind, 'attempt');
  if (start.kind === 'attempt') await store.acts.recordOutcome(start.effect.id, { kind: 'delivered' });
  await commit({ store, ...own }, caseId, [{ kind: 'jobCompleted', job: 'w', instance: 'w' }, ENDED]);
  await outbox({ store, ...own });
}

const ENDED: EngineEvent = { kind: 'instanceCompleted', variables: {} };

/** Every act that waits becomes a bundle of its own channel and kind, as the desk would do. */
export function plan({ store, deskKey }: Official) {
  return store.acts.planBundles(deskKey, bundleAll);
}

function bundleAll(view: DeskView): DeskPlan {
  const key = (act: DeskView['acts'][number]) =>
    act.source.kind === 'job' ? `${act.channel} ${act.kind} ${act.type}` : act.id;
  const leads = new Map(view.acts.map((act) => [key(act), act]));
  return {
    acts: view.acts.map((act) => ({ kind: 'bundle', actId: act.id, bundle: key(act) })),
    bundles: [...leads].map(([bundle, { channel, kind }]) => ({
      bundle,
      channel,
      kind,
      performer: channel === 'approval' || channel === 'task' ? 'person' : 'machine',
    })),
  };
}

/** Rows on their way, all of which count as delivered. */
export async function outbox(own: Official) {
  const rows = (await take(own)).filter((row) => row.organisationId === own.organisationId);
  for (const row of rows) await own.store.outbox.delivered(row.id);
  return rows;
}

/** What the cases were told, in order. */
export async function told(own: Official): Promise<unknown[]> {
  return (await outbox(own)).flatMap((row) => (row.kind === 'command' ? [row.command] : []));
}

export async function pay(
  { store, creditorId, debtorId, collector }: Official,
  invoice: LedgerInvoice,
  amount: number,
  day: string,
) {
  await store.ledger.recordPayment({
    creditorId,
    debtorId,
    bankReference: `B-${invoice.id}-${day}-${amount}`,
    bookedOn: day,
    amount,
    currency: 'PLN',
    invoiceId: invoice.id,
    by: collector,
  });
}
