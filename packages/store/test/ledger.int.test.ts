import assert from 'node:assert/strict';
import { test } from 'node:test';
import { books, type Books, DEBTOR, importLines, invoice, invoicesOf, openOf, payment } from './test-books.ts';
import { type TestStore, testStore } from './test-store.ts';

const at = await testStore('ledger');
const { store } = at;

async function numberOfPostings({ query }: TestStore, { creditorId }: Books): Promise<number> {
  const [row] = await query<{ count: string }>(
    'SELECT count(*) FROM posting p JOIN invoice i ON i.id = p.invoice_id WHERE i.creditor_id = $1',
    [creditorId],
  );
  return Number(row?.count);
}

test('a file is written in one go; the same file again changes nothing', async () => {
  const own = await books(at);
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
  const own = await books(at);
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
  const own = await books(at);
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
  const own = await books(at);
  const creditorId = await store.parties.addCreditor({ organisationId: own.organisationId, name: 'Drugi' });
  await importLines(own, DEBTOR, invoice('F/1', '100'));
  await importLines({ store, creditorId }, { ...DEBTOR, debtor: '007' }, invoice('F/1', '70', { debtor: '007' }));
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
  const own = await books(at);
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

test('an erased debtor leaves no trace of a person in the books', async () => {
  const own = await books(at);
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
  const own = await books(at);
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
