import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readOpenItems } from '@krok/receivables';
import type { EngineEvent } from '@krok/engine';
import type { ImportReport, LedgerInvoice } from '@krok/store';
import { emailJob } from './test-desk.ts';
import {
  begin,
  commit,
  DAY,
  deployed,
  newCase,
  NOON,
  processOf,
  take,
  testStore,
  type TestStore,
} from './test-store.ts';

const at = await testStore('ledger');
const { store } = at;
const { calendar } = await store.organisations.read(at.organisationId);

interface Books extends TestStore {
  readonly creditorId: string;
}

/** An organisation of the test's own with one creditor; its clock stands at noon of 1 July 2026. */
async function books(): Promise<Books> {
  const clock = { mode: 'manual', now: NOON } as const;
  const organisationId = await store.organisations.create({
    name: 'L',
    clock,
    zone: 'Europe/Warsaw',
    calendar,
    sendingEnabled: true,
  });
  const own = { ...at, organisationId };
  await deployed(own, processOf('p'));
  return { ...own, creditorId: await store.parties.addCreditor({ organisationId, name: 'Wierzyciel' }) };
}

const HEADER = [
  'type',
  'debtor',
  'name',
  'legalform',
  'nip',
  'pesel',
  'email',
  'number',
  'corrects',
  'issued',
  'due',
  'amount',
  'currency',
  'reference',
  'booked',
  'invoice',
  'reverses',
];
type Line = Readonly<Record<string, string>>;

function importLines({ creditorId }: Pick<Books, 'creditorId'>, ...lines: readonly Line[]): Promise<ImportReport> {
  const cells = lines.map((line) => HEADER.map((column) => line[column] ?? ''));
  const rows = [HEADER, ...cells].map((row, index) => ({ line: index + 1, cells: row }));
  const sha256 = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  return store.ledger.importOpenItems({
    creditorId,
    sha256,
    fileName: 'items.csv',
    file: readOpenItems(rows),
    by: null,
  });
}

const DEBTOR = { type: 'debtor', debtor: 'K1', name: 'Firma', legalform: 'company', nip: '5260250274' };
function invoice(number: string, amount: string, more: Line = {}): Line {
  return { type: 'invoice', debtor: 'K1', number, issued: '2026-05-01', due: '2026-05-15', amount, ...more };
}
function payment(reference: string, amount: string, more: Line = {}): Line {
  return { type: 'payment', debtor: 'K1', reference, booked: '2026-06-10', amount, ...more };
}

async function invoicesOf({ organisationId }: Books): Promise<ReadonlyMap<string, LedgerInvoice>> {
  const found = await store.ledger.invoices({ organisationId });
  return new Map(found.map((each) => [each.number, each]));
}

async function openOf(own: Books): Promise<Record<string, number>> {
  return Object.fromEntries([...(await invoicesOf(own))].map(([number, { open }]) => [number, open]));
}

async function numberOfPostings({ query }: TestStore, { creditorId }: Books): Promise<number> {
  const [row] = await query<{ count: string }>(
    'SELECT count(*) FROM posting p JOIN invoice i ON i.id = p.invoice_id WHERE i.creditor_id = $1',
    [creditorId],
  );
  return Number(row?.count);
}

/** An open case about an invoice that waits for a message and, as told, wishes an e-mail. */
async function caseAbout(own: Books, number: string, message: string, wish?: 'email'): Promise<string> {
  const found = (await invoicesOf(own)).get(number) ?? assert.fail(`no invoice ${number}`);
  const { id, debtorId, creditorId } = found;
  const caseId = await newCase(own, 'p', { debtorId, creditorId, subject: id });
  await begin(own, caseId, [subscribed('9', message, id), ...(wish === undefined ? [] : [emailJob('5')])]);
  await outboxOf(own);
  return caseId;
}

function subscribed(subscription: string, name: string, correlationKey: string): EngineEvent {
  return { kind: 'messageSubscribed', subscription, instance: '2', element: 3, name, correlationKey };
}

async function outboxOf(own: Books) {
  const rows = (await take(own)).filter((row) => row.organisationId === own.organisationId);
  for (const row of rows) if (row.kind !== 'command') await store.outbox.delivered(row.id);
  return rows;
}

async function messagesOf(own: Books) {
  const rows = await outboxOf(own);
  return rows.flatMap((row) =>
    row.kind === 'command' && row.command.kind === 'correlateMessage' ? [[row.caseId, row.command.variables]] : [],
  );
}

test('a file is written in one go; the same file again changes nothing', async () => {
  const own = await books();
  const lines = [DEBTOR, invoice('F/1', '100'), invoice('F/2', '50'), payment('B1', '120', { invoice: 'F/2' })];
  const first = await importLines(own, ...lines);
  assert.equal(first.outcome, 'imported');
  assert.deepEqual([first.counts.debtorsAdded, first.counts.invoicesAdded, first.counts.paymentsAdded], [1, 2, 1]);
  assert.deepEqual(await openOf(own), { 'F/1': 3_000, 'F/2': 0 });
  const postings = await numberOfPostings(at, own);
  const again = await importLines(own, ...lines);
  assert.equal(again.outcome, 'known');
  assert.equal(again.id, first.id);
  assert.equal(await numberOfPostings(at, own), postings);
  assert.equal((await store.ledger.imports(own.organisationId)).length, 1);
});

test('files that overlap: what is known changes nothing, what may change is posted, what may not is refused', async () => {
  const own = await books();
  await importLines(own, DEBTOR, invoice('F/1', '100'), payment('B1', '40'));
  const before = await numberOfPostings(at, own);
  const same = await importLines(own, DEBTOR, invoice('F/1', '100'), payment('B1', '40'), invoice('F/2', '10'));
  assert.deepEqual([same.counts.unchanged, same.counts.invoicesAdded, same.errorCount], [3, 1, 0]);
  assert.equal(await numberOfPostings(at, own), before + 1);

  const changed = await importLines(
    own,
    { ...DEBTOR, name: 'Firma Nowa' },
    invoice('F/1', '90', { due: '2026-05-30' }),
    payment('B1', '41'),
    { ...DEBTOR, debtor: 'K2', name: 'Inna', nip: '1234563218' },
    invoice('F/2', '10', { debtor: 'K2' }),
  );
  assert.deepEqual(
    changed.errors.map(({ line, column, code }) => [line, column, code]),
    [
      [4, 'reference', 'sameContent'],
      [6, 'debtor', 'sameDebtor'],
    ],
  );
  assert.deepEqual([changed.counts.debtorsChanged, changed.counts.invoicesChanged], [1, 1]);
  assert.deepEqual(await openOf(own), { 'F/1': 5_000, 'F/2': 1_000 });
  const found = (await invoicesOf(own)).get('F/1');
  assert.equal(found?.dueOn, '2026-05-30');
  const last = (await store.ledger.postings(found?.id ?? '')).at(-1);
  assert.deepEqual(
    [last?.kind, last?.amount, last?.dueOn],
    ['correction', -1_000, { from: '2026-05-15', to: '2026-05-30' }],
  );
  assert.equal((await store.parties.debtor(found?.debtorId ?? '')).name, 'Firma Nowa');
});

test('a file with errors is read again once what it waited for has come', async () => {
  const own = await books();
  const lines = [invoice('F/1', '100')];
  const first = await importLines(own, ...lines);
  assert.deepEqual(
    first.errors.map(({ line, column, code, got }) => [line, column, code, got]),
    [[2, 'debtor', 'knownDebtor', 'K1']],
  );
  await importLines(own, DEBTOR);
  const again = await importLines(own, ...lines);
  assert.deepEqual(
    [again.id, again.outcome, again.errorCount, again.counts.invoicesAdded],
    [first.id, 'imported', 0, 1],
  );
  assert.deepEqual((await store.ledger.importReport(first.id)).errors, []);
});

test('a debtor is one for all creditors of the organisation, by NIP', async () => {
  const own = await books();
  const creditorId = await store.parties.addCreditor({ organisationId: own.organisationId, name: 'Drugi' });
  await importLines(own, DEBTOR, invoice('F/1', '100'));
  await importLines({ creditorId }, { ...DEBTOR, debtor: '007' }, invoice('F/1', '70', { debtor: '007' }));
  const found = await store.ledger.invoices({ organisationId: own.organisationId });
  assert.deepEqual([found.length, new Set(found.map(({ debtorId }) => debtorId)).size], [2, 1]);
  const ledgers = await store.ledger.debtor(found[0]?.debtorId ?? '');
  assert.deepEqual(ledgers.map(({ invoices }) => invoices[0]?.open).sort(), [10_000, 7_000].sort());
  const { items, total } = await store.ledger.balances({ organisationId: own.organisationId, page: 1, size: 10 });
  assert.deepEqual([total, items[0]?.open, items[0]?.overdue, items[0]?.openInvoices], [2, 10_000, 10_000, 1]);
  const none = await store.ledger.balances({ organisationId: own.organisationId, search: '100%', page: 1, size: 10 });
  assert.equal(none.total, 0);
  const byNip = await store.ledger.balances({
    organisationId: own.organisationId,
    search: '526-025-02-74',
    page: 1,
    size: 10,
  });
  assert.equal(byNip.total, 2);
});

test('more than is owed stays with the debtor and pays the next invoice; a correction gives back', async () => {
  const own = await books();
  await importLines(own, DEBTOR, invoice('F/1', '100'), payment('B1', '130', { invoice: 'F/9' }));
  const debtorId = (await invoicesOf(own)).get('F/1')?.debtorId ?? '';
  const rest = async () => (await store.ledger.debtor(debtorId))[0]?.payments[0]?.rest;
  assert.deepEqual([await openOf(own), await rest()], [{ 'F/1': 0 }, 3_000]);
  await importLines(own, invoice('F/2', '20'));
  assert.deepEqual([await openOf(own), await rest()], [{ 'F/1': 0, 'F/2': 0 }, 1_000]);
  const correction = {
    type: 'correction',
    debtor: 'K1',
    number: 'K/1',
    corrects: 'F/1',
    issued: '2026-06-20',
    amount: '-40',
  };
  await importLines(own, correction, invoice('F/3', '25'));
  assert.deepEqual([await openOf(own), await rest()], [{ 'F/1': 0, 'F/2': 0, 'F/3': 0 }, 2_500]);
  const { id = '' } = (await invoicesOf(own)).get('F/1') ?? {};
  assert.deepEqual(await store.ledger.balancesAt([id], '2026-06-09'), { [id]: 10_000 });
  assert.deepEqual(
    (await store.ledger.postings(id)).map(({ kind, amount, correctionNumber }) => [kind, amount, correctionNumber]),
    [
      ['invoiced', 10_000, null],
      ['payment', -10_000, null],
      ['correction', -4_000, 'K/1'],
      ['release', 4_000, null],
    ],
  );
});

test('a payment in part and in full is told to the case in the same transaction; taken back, too', async () => {
  const own = await books();
  await importLines(own, DEBTOR, invoice('F/1', '100'));
  const part = await caseAbout(own, 'F/1', 'payment-received');
  await importLines(own, payment('B1', '30'));
  const [told] = await outboxOf(own);
  assert.ok(told?.kind === 'command' && told.command.kind === 'correlateMessage' && told.caseId === part);
  assert.deepEqual(told.command.variables, { openAmount: 7_000, paidOn: '2026-06-10' });

  const { id: invoiceId = '', debtorId = '' } = (await invoicesOf(own)).get('F/1') ?? {};
  const next = [subscribed('10', 'invoice-paid', invoiceId), subscribed('11', 'invoice-reopened', invoiceId)];
  await commit(own, part, next, { commandId: told.id, command: told.command });
  const request = {
    creditorId: own.creditorId,
    debtorId,
    bankReference: 'B2',
    bookedOn: '2026-06-30',
    amount: 7_000,
    currency: 'PLN',
    invoiceId,
    by: null,
  };
  const { paymentId } = await store.ledger.recordPayment(request);
  assert.deepEqual(await store.ledger.recordPayment(request), { paymentId, rest: 0 });
  await assert.rejects(store.ledger.recordPayment({ ...request, amount: 1 }), { code: 'PAYMENT_KNOWN' });
  assert.deepEqual(await messagesOf(own), [[part, { paidOn: '2026-06-30' }]]);

  const reversal = { paymentId, bankReference: 'B3', bookedOn: '2026-07-01', by: null };
  await store.ledger.reversePayment(reversal);
  await store.ledger.reversePayment(reversal);
  await assert.rejects(store.ledger.reversePayment({ ...reversal, bankReference: 'B4' }), { code: 'PAYMENT_REVERSED' });
  assert.deepEqual(await openOf(own), { 'F/1': 7_000 });
  await assert.rejects(at.query(`UPDATE posting SET amount = 0 WHERE invoice_id = '${invoiceId}'`), /added only/);
  await assert.rejects(at.query(`DELETE FROM payment WHERE id = '${paymentId}'`), /added only/);
});

test('paid meanwhile: the demand leaves its bundle quietly, the rest of the bundle goes on', async () => {
  const own = await books();
  await importLines(own, DEBTOR, invoice('F/1', '100'), invoice('F/2', '50'));
  const first = await caseAbout(own, 'F/1', 'invoice-paid', 'email');
  const second = await caseAbout(own, 'F/2', 'invoice-paid', 'email');
  const deskKey = `${own.creditorId}:${(await invoicesOf(own)).get('F/1')?.debtorId ?? ''}`;
  const { machineBundles } = await store.acts.planBundles(deskKey, ({ acts, ledger }) => {
    assert.deepEqual(Object.values(ledger.invoices), [{ kind: 'open' }, { kind: 'open' }]);
    return {
      acts: acts.map((act) => ({ kind: 'bundle', actId: act.id, bundle: 'b' })),
      bundles: [{ bundle: 'b', channel: 'email', kind: 'demand', performer: 'machine' }],
    };
  });
  const [{ bundleId } = { bundleId: '' }] = machineBundles;
  await importLines(own, payment('B1', '100', { invoice: 'F/1' }));
  const rows = (await outboxOf(own)).flatMap((row) => (row.kind === 'command' ? [[row.caseId, row.command.kind]] : []));
  // One command of a case at a time: the payment goes first.
  assert.deepEqual(rows, [[first, 'correlateMessage']]);
  const [act] = await store.acts.ofCase(first);
  assert.deepEqual([act?.state, act?.reason], ['notNeeded', 'paid']);
  assert.deepEqual(
    (await store.acts.bundle(bundleId)).acts.map(({ caseId }) => caseId),
    [second],
  );
  const intent = await store.acts.recordIntent(bundleId);
  assert.equal(intent.kind, 'attempt');
});

test('the ledger is read again in the act of sending: what is held meanwhile goes back and waits', async () => {
  const own = await books();
  await importLines(own, DEBTOR, invoice('F/1', '100'));
  const caseId = await caseAbout(own, 'F/1', 'hold-set', 'email');
  const { debtorId = '', id: invoiceId = '' } = (await invoicesOf(own)).get('F/1') ?? {};
  const deskKey = `${own.creditorId}:${debtorId}`;
  const { machineBundles } = await store.acts.planBundles(deskKey, ({ acts }) => ({
    acts: acts.map((act) => ({ kind: 'bundle', actId: act.id, bundle: 'b' })),
    bundles: [{ bundle: 'b', channel: 'email', kind: 'demand', performer: 'machine' }],
  }));
  // As if it had come from another release that knows no desks: the row alone.
  await at.query(
    `INSERT INTO hold (id, organisation_id, creditor_id, debtor_id, kind, until, reason, set_at)
     VALUES (gen_random_uuid(), $1, $2, $3, 'hold', '2026-07-03', 'x', 0)`,
    [own.organisationId, own.creditorId, debtorId],
  );
  assert.deepEqual(await store.acts.recordIntent(machineBundles[0]?.bundleId ?? ''), {
    kind: 'notNow',
    reason: 'empty',
  });
  const [act] = await store.acts.ofCase(caseId);
  const midnight = Date.UTC(2026, 6, 3, 22);
  assert.deepEqual([act?.state, act?.reason, act?.planAt], ['due', 'held', midnight]);
  assert.deepEqual(await store.ledger.view(own.creditorId, debtorId), {
    invoices: { [invoiceId]: { kind: 'held', until: midnight } },
    debtorInsolvent: false,
    paymentsKnownThrough: null,
  });
  assert.ok((await outboxOf(own)).some((row) => row.kind === 'wakeDesk' && row.deskKey === deskKey));
});

test('holds and disputes are told, and told to be over; a dispute is about what is open', async () => {
  const own = await books();
  await importLines(own, DEBTOR, invoice('F/1', '1000'));
  const caseId = await caseAbout(own, 'F/1', 'invoice-disputed');
  const { id: invoiceId = '', debtorId = '' } = (await invoicesOf(own)).get('F/1') ?? {};
  const of = { creditorId: own.creditorId, debtorId };
  await assert.rejects(store.ledger.openDispute({ invoiceId, amount: 100_001, reason: 'x', by: null }), {
    code: 'WRONG_AMOUNT',
  });
  const dispute = await store.ledger.openDispute({
    invoiceId,
    amount: 40_000,
    owner: 'sales',
    reason: 'Towar',
    by: null,
  });
  assert.deepEqual(await messagesOf(own), [[caseId, { disputedAmount: 40_000, openAmount: 100_000 }]]);
  assert.equal((await store.ledger.invoice(invoiceId)).undisputed, 60_000);
  assert.equal((await store.ledger.view(of.creditorId, debtorId)).invoices[invoiceId]?.kind, 'open');
  await store.ledger.endHold(dispute, null);
  await store.ledger.endHold(dispute, null);
  const hold = await store.ledger.setHold({ ...of, reason: 'Kluczowy klient', by: null });
  assert.deepEqual((await store.ledger.view(of.creditorId, debtorId)).invoices[invoiceId], {
    kind: 'held',
    until: null,
  });
  assert.deepEqual(
    (await store.ledger.debtor(debtorId))[0]?.holds.map(({ id }) => id),
    [hold],
  );
  await assert.rejects(store.ledger.endHold('0', null), { code: 'NO_SUCH_HOLD' });
});

test('a promise: kept by the payment, else broken after its grace; a new one takes its place', async () => {
  const own = await books();
  await importLines(own, DEBTOR, invoice('F/1', '100'), invoice('F/2', '50'));
  const known = await invoicesOf(own);
  const { id: kept = '', debtorId = '' } = known.get('F/1') ?? {};
  const { id: broken = '' } = known.get('F/2') ?? {};
  const keeping = await caseAbout(own, 'F/1', 'promise-kept');
  const breaking = await caseAbout(own, 'F/2', 'promise-broken');
  const of = { creditorId: own.creditorId, debtorId, by: null };
  await store.ledger.recordPromise({ ...of, promisedOn: '2026-07-02', items: [{ invoiceId: kept }] });
  // 1 July 2026 is a Wednesday; the promise is for Thursday, its grace Friday.
  await store.ledger.recordPromise({
    ...of,
    promisedOn: '2026-07-02',
    items: [{ invoiceId: kept }, { invoiceId: broken }],
  });
  await importLines(own, payment('B1', '100', { booked: '2026-07-01', invoice: 'F/1' }));
  assert.deepEqual(await messagesOf(own), [[keeping, { promiseDate: '2026-07-02' }]]);
  const broken3 = await store.clock
    .advance(own.organisationId, NOON + 2 * DAY)
    .then(() => store.ledger.breakPromises(own.organisationId));
  assert.deepEqual(broken3, { broken: 0 });
  await store.clock.advance(own.organisationId, NOON + 5 * DAY);
  assert.deepEqual(await store.ledger.breakPromises(own.organisationId), { broken: 1 });
  assert.deepEqual(await messagesOf(own), [[breaking, { promiseDate: '2026-07-02' }]]);
  const promises = (await store.ledger.debtor(debtorId))[0]?.promises ?? [];
  assert.deepEqual(
    promises.map(({ items }) => items.map(({ state }) => state).sort()),
    [['broken', 'kept'], ['replaced']],
  );
});

test('an erased debtor leaves no trace of a person in the books', async () => {
  const own = await books();
  const consumer = { ...DEBTOR, legalform: 'consumer', nip: '', pesel: '44051401458', email: 'x@y.example' };
  await importLines(own, consumer, invoice('F/1', '100'), payment('B1', '100'));
  const debtorId = (await invoicesOf(own)).get('F/1')?.debtorId ?? '';
  await store.parties.eraseDebtor(debtorId);
  const { pesel, email, erasedAt } = await store.parties.debtor(debtorId);
  assert.deepEqual([pesel, email, erasedAt === null], [null, null, false]);
  const again = await importLines(own, consumer, invoice('F/2', '5'));
  assert.deepEqual(
    again.errors.map(({ line, code }) => [line, code]),
    [
      [2, 'livingDebtor'],
      [3, 'knownDebtor'],
    ],
  );
});

test('two imports of one creditor at once: each line counts once', async () => {
  const own = await books();
  const invoices = Array.from({ length: 40 }, (_, index) => invoice(`F/${index}`, '10'));
  const files = [0, 1, 2].map((skip) => [DEBTOR, ...invoices.slice(skip), payment('B1', '35')]);
  const reports = await Promise.all(files.map((lines) => importLines(own, ...lines)));
  assert.equal(
    reports.reduce((sum, { counts }) => sum + counts.invoicesAdded, 0),
    40,
  );
  assert.equal(
    reports.reduce((sum, { counts }) => sum + counts.paymentsAdded, 0),
    1,
  );
  const open = Object.values(await openOf(own));
  assert.equal(
    open.reduce((sum, each) => sum + each, 0),
    40_000 - 3_500,
  );
});
