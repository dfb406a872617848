import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Books,
  books,
  caseAbout,
  DEBTOR,
  importLines,
  invoice,
  invoicesOf,
  messagesOf,
  payment,
} from './test-books.ts';
import { testStore } from './test-store.ts';

const at = await testStore('write-offs');
const { store } = at;

async function tolerant(): Promise<Books & { readonly person: string }> {
  const own = await books(at);
  await store.parties.changeCreditor(own.creditorId, { tolerance: 5_00 });
  const person = await store.users.create({
    organisationId: own.organisationId,
    email: `${own.organisationId}@example.com`,
    name: 'K',
    roles: ['accountant'],
    passwordHash: 'x',
  });
  return { ...own, person };
}

async function ofFirst(own: Books) {
  const found = (await invoicesOf(own)).get('F/1') ?? assert.fail('no invoice');
  const { id, open, writtenOff, paid } = found;
  const postings = (await store.ledger.postings(id)).map(({ kind, amount, reason }) => [kind, amount, reason]);
  return { id, open, writtenOff, paid, postings };
}

test('a rest within the tolerance is written off by a posting of its own; its case hears that it is paid', async () => {
  const own = await tolerant();
  await importLines(own, DEBTOR, invoice('F/1', '100'));
  const caseId = await caseAbout(own, 'F/1', 'invoice-paid');
  await importLines(own, payment('B1', '97,50', { invoice: 'F/1' }));
  const { open, writtenOff, paid, postings } = await ofFirst(own);
  assert.deepEqual([open, writtenOff, paid], [0, 2_50, true]);
  assert.deepEqual(postings.at(-1), ['writeOff', -2_50, 'tolerance']);
  // The day of the payment, not of the write-off.
  assert.deepEqual(await messagesOf(own), [[caseId, { paidOn: '2026-06-10' }]]);
});

test('a returned transfer takes the write-off back; the whole is owed again', async () => {
  const own = await tolerant();
  await importLines(own, DEBTOR, invoice('F/1', '100'), payment('B1', '97,50', { invoice: 'F/1' }));
  const [ledger] = await store.ledger.debtor((await invoicesOf(own)).get('F/1')?.debtorId ?? '');
  const paymentId = ledger?.payments[0]?.id ?? '';
  await store.ledger.reversePayment({ paymentId, bankReference: 'R1', bookedOn: '2026-06-20', by: null });
  const { open, writtenOff } = await ofFirst(own);
  assert.deepEqual([open, writtenOff], [100_00, 0]);
});

test('a person takes it back with a reason: it stays open, and is written off by hand only', async () => {
  const own = await tolerant();
  await importLines(own, DEBTOR, invoice('F/1', '100'), payment('B1', '97,50', { invoice: 'F/1' }));
  const { id: invoiceId } = await ofFirst(own);
  const by = own.person;
  await store.ledger.reverseWriteOff({ invoiceId, reason: 'stały klient', by });
  const back = await ofFirst(own);
  assert.deepEqual([back.open, back.writtenOff, back.paid], [2_50, 0, true]);
  assert.deepEqual(back.postings.at(-1), ['writeOffReversal', 2_50, 'stały klient']);
  await importLines(own, payment('B2', '0,50', { invoice: 'F/1' }));
  assert.equal((await ofFirst(own)).open, 2_00);
  await assert.rejects(store.ledger.reverseWriteOff({ invoiceId, reason: 'x', by }), { code: 'NOTHING_WRITTEN_OFF' });
  await store.ledger.writeOff({ invoiceId, reason: 'uzgodniono', by });
  assert.deepEqual([(await ofFirst(own)).open, (await ofFirst(own)).writtenOff], [0, 2_00]);
  await assert.rejects(store.ledger.writeOff({ invoiceId, reason: 'x', by }), { code: 'WRONG_AMOUNT' });
});

test('a larger rest, and a small invoice that nobody paid on, stay open', async () => {
  const own = await tolerant();
  await importLines(own, DEBTOR, invoice('F/1', '100'), payment('B1', '94,99', { invoice: 'F/1' }));
  assert.deepEqual([(await ofFirst(own)).open, (await ofFirst(own)).writtenOff], [5_01, 0]);
  const other = await tolerant();
  await importLines(other, DEBTOR, invoice('F/1', '3'));
  assert.equal((await ofFirst(other)).open, 3_00);
});
