import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MoneyFigures, MoneySelection } from '@krok/store';
import { type Books, books, caseAbout, DEBTOR, importLines, invoice, invoicesOf, payment } from './test-books.ts';
import { NOON, testStore } from './test-store.ts';

const at = await testStore('money-figures');
const { store } = at;

const OTHER = { type: 'debtor', debtor: 'K2', name: 'Druga firma', legalform: 'company', nip: '1234563218' };

function figures({ organisationId }: Books, creditorId?: string): Promise<MoneyFigures> {
  return store.figures.money(organisationId, creditorId);
}

/** Age of `due` on 1 July 2026. */
const ages = [
  ['2026-07-02', 'notDue'],
  ['2026-07-01', 'notDue'],
  ['2026-06-30', 'to30'],
  ['2026-06-01', 'to30'],
  ['2026-05-31', 'to60'],
  ['2026-05-02', 'to60'],
  ['2026-05-01', 'to90'],
  ['2026-04-02', 'to90'],
  ['2026-04-01', 'to180'],
  ['2026-01-02', 'to180'],
  ['2026-01-01', 'to360'],
  ['2025-07-06', 'to360'],
  ['2025-07-05', 'over360'],
] as const;

test('the age of an invoice counts whole days past its due day', async () => {
  const own = await books(at);
  // Powers of two: a sum says which invoices are in it.
  const lines = ages.map(([due], index) => invoice(`F/${index}`, String(2 ** index), { issued: '2025-06-01', due }));
  await importLines(own, DEBTOR, ...lines);
  const { ageing, today } = await figures(own);
  assert.equal(today, '2026-07-01');
  for (const [band, members] of Map.groupBy(ages.entries(), ([, [, name]]) => name)) {
    const amount = members.reduce((sum, [index]) => sum + 2 ** index * 100, 0);
    assert.deepEqual(
      ageing.find((figure) => figure.band === band),
      { currency: 'PLN', band, amount, invoices: members.length, debtors: 1 },
    );
  }
});

test('what was paid, corrected and written off is not owed; a debtor is counted once; currencies stand apart', async () => {
  const own = await books(at);
  await store.parties.changeCreditor(own.creditorId, { tolerance: 5_00 });
  const due = { issued: '2026-05-01', due: '2026-06-10' };
  await importLines(
    own,
    DEBTOR,
    OTHER,
    invoice('PART', '100', due),
    invoice('LESS', '80', due),
    { type: 'correction', debtor: 'K1', number: 'K/1', corrects: 'LESS', issued: '2026-06-12', amount: '-30' },
    invoice('GONE', '60', due),
    { type: 'correction', debtor: 'K1', number: 'K/2', corrects: 'GONE', issued: '2026-06-12', amount: '-60' },
    invoice('PAID', '40', due),
    invoice('REST', '20', due),
    invoice('SMALL', '4', due),
    invoice('TWO', '10', { ...due, debtor: 'K2' }),
    invoice('EUR', '7', { ...due, debtor: 'K2', currency: 'EUR' }),
    payment('B1', '25', { invoice: 'PART' }),
    payment('B2', '40', { invoice: 'PAID' }),
    payment('B3', '17,50', { invoice: 'REST' }),
  );
  const { ageing, totals } = await figures(own);
  // 75 of PART, 50 of LESS, 10 of TWO; a rest and a small invoice within the tolerance count as paid.
  assert.deepEqual(ageing, [
    { currency: 'EUR', band: 'to30', amount: 7_00, invoices: 1, debtors: 1 },
    { currency: 'PLN', band: 'to30', amount: 135_00, invoices: 3, debtors: 2 },
  ]);
  assert.deepEqual(
    totals.map(({ amount, debtors }) => [amount, debtors]),
    [
      [7_00, 1],
      [135_00, 2],
    ],
  );
});

test('debtors and cases behind a figure are told apart by currency', async () => {
  const own = await books(at);
  await importLines(
    own,
    DEBTOR,
    OTHER,
    invoice('PLN', '10'),
    invoice('EUR', '7', { currency: 'EUR' }),
    invoice('EUR2', '5', { currency: 'EUR', debtor: 'K2' }),
  );
  for (const number of ['PLN', 'EUR']) await caseAbout(own, number, 'x');
  const { organisationId } = own;
  const page = { organisationId, page: 1, size: 9 };
  const owed = async (more: { currency?: string; selection?: MoneySelection }) =>
    (await store.ledger.balances({ ...page, ...more })).items.map((line) => [line.currency, line.open, line.selected]);
  assert.deepEqual(await owed({ currency: 'EUR' }), [
    ['EUR', 7_00, null],
    ['EUR', 5_00, null],
  ]);
  const selection = { kind: 'age', band: 'to60' } as const;
  assert.deepEqual(await owed({ currency: 'PLN', selection }), [['PLN', 10_00, { amount: 10_00, invoices: 1 }]]);
  assert.equal((await owed({ selection })).length, 3);
  assert.deepEqual(await owed({ currency: 'USD', selection }), []);
  const cases = async (more: { currency: string; stage?: 'opened' }) =>
    (await store.overview.cases({ ...page, ...more })).items.map((line) => line.subjectNumber);
  assert.deepEqual(await cases({ currency: 'EUR' }), ['EUR']);
  assert.deepEqual(await cases({ currency: 'PLN', stage: 'opened' }), ['PLN']);
});

test('another organisation is not seen, and a creditor company sees its own', async () => {
  const own = await books(at);
  const strangers = await books(at);
  const second = await store.parties.addCreditor({ organisationId: own.organisationId, name: 'Drugi wierzyciel' });
  await importLines(own, DEBTOR, invoice('F/1', '100'));
  await importLines({ store, creditorId: second }, DEBTOR, invoice('F/1', '1'));
  await importLines(strangers, DEBTOR, invoice('F/1', '900'), payment('B1', '50'));
  assert.deepEqual((await figures(own)).totals, [{ currency: 'PLN', amount: 101_00, invoices: 2, debtors: 1 }]);
  assert.deepEqual((await figures(own)).paid, []);
  assert.deepEqual((await figures(own, second)).totals, [{ currency: 'PLN', amount: 1_00, invoices: 1, debtors: 1 }]);
  assert.deepEqual((await figures(own, strangers.creditorId)).totals, []);
});

test('a stage is the furthest step taken; what keeps money from being asked for is told apart to the grosz', async () => {
  const own = await books(at);
  const names = ['OUT', 'OPEN', 'MAIL', 'DEMAND', 'KRD', 'EPU', 'ORDER'];
  await importLines(own, DEBTOR, ...names.map((name) => invoice(name, '100')));
  const ids = new Map([...(await invoicesOf(own))].map(([number, { id }]) => [number, id]));
  const id = (name: string) => ids.get(name) ?? assert.fail(name);
  for (const name of names.slice(1)) await contacted(own, await caseAbout(own, name, 'x', 'email'), name !== 'OPEN');
  for (const name of names.slice(3)) await demanded(own, id(name), '2026-06-01');
  for (const name of names.slice(4)) await entered(own, 'listing', id(name), 'active', ['listed_on', '2026-06-10']);
  for (const name of names.slice(5)) await entered(own, 'claim', id(name), 'sent', ['filed_on', '2026-06-20']);
  await at.query(
    `UPDATE claim SET state = 'final', final_on = '2026-06-25' WHERE id IN
    (SELECT claim_id FROM claim_item WHERE invoice_id = $1)`,
    [id('ORDER')],
  );

  await store.ledger.openDispute({ invoiceId: id('MAIL'), amount: 40_00, reason: 'r', by: null });
  const { creditorId } = own;
  const debtorId = (await invoicesOf(own)).get('OUT')?.debtorId ?? '';
  const promise = { creditorId, debtorId, promisedOn: '2026-07-05', by: null };
  await store.ledger.recordPromise({ ...promise, items: [{ invoiceId: id('MAIL'), amount: 25_00 }] });
  await store.ledger.setHold({ creditorId, debtorId, invoiceId: id('OUT'), reason: 'r', by: null });
  const schedule = [{ dueOn: '2026-08-01', amount: 100_00 }];
  await store.ledger.agreePlan({ creditorId, debtorId, invoiceIds: [id('DEMAND')], schedule, by: null });

  const { stages, totals } = await figures(own);
  const stageOf = new Map(stages.map(({ stage, ...rest }) => [stage, rest]));
  assert.deepEqual([...stageOf.keys()].sort(), ['demand', 'epu', 'krd', 'opened', 'order', 'outside', 'reminder']);
  const parts = (name: 'reminder' | 'outside' | 'demand' | 'krd') => {
    const { asked, promised, planned, disputed, held, cases } = stageOf.get(name) ?? assert.fail(name);
    return { asked, promised, planned, disputed, held, cases };
  };
  const none = { asked: 0, promised: 0, planned: 0, disputed: 0, held: 0, cases: 1 };
  assert.deepEqual(parts('reminder'), { ...none, asked: 35_00, promised: 25_00, disputed: 40_00 });
  assert.deepEqual(parts('outside'), { ...none, held: 100_00, cases: 0 });
  assert.deepEqual(parts('demand'), { ...none, planned: 100_00 });
  assert.deepEqual(parts('krd'), { ...none, asked: 100_00 });
  assert.equal(totals[0]?.amount, 700_00);

  for (const [selection, amount] of [
    [{ kind: 'stage', stage: 'krd' }, 100_00],
    [{ kind: 'stage', stage: 'reminder', standing: 'promised' }, 25_00],
    [{ kind: 'age', band: 'to60' }, 700_00],
  ] as const) {
    const { items } = await store.ledger.balances({ organisationId: own.organisationId, selection, page: 1, size: 9 });
    assert.deepEqual([items.length, items[0]?.selected?.amount], [1, amount]);
  }
  const cases = await store.overview.cases({ organisationId: own.organisationId, stage: 'epu', page: 1, size: 9 });
  assert.deepEqual(
    cases.items.map(({ subjectNumber }) => subjectNumber),
    ['EPU'],
  );
  // An entry that was taken out, and a claim withdrawn, leave the demand as the furthest step.
  await at.query('UPDATE listing SET ended_at = $1', [NOON]);
  await at.query('UPDATE claim SET ended_at = $1', [NOON]);
  assert.deepEqual(
    (await figures(own)).stages.flatMap(({ stage, invoices }) => (stage === 'demand' ? [invoices] : [])),
    [4],
  );
});

test('payments stand in the month that the bank booked them, after the furthest step before; taken back, they are gone', async () => {
  const own = await books(at);
  const due = { issued: '2026-01-01', due: '2026-03-10' };
  await importLines(own, DEBTOR, invoice('F/1', '900', due), invoice('F/2', '50', { ...due, due: '2026-06-30' }));
  const { id } = (await invoicesOf(own)).get('F/1') ?? assert.fail('no invoice');
  await demanded(own, id, '2026-05-04');
  await importLines(
    own,
    payment('B1', '10', { booked: '2026-03-10', invoice: 'F/1' }),
    payment('B2', '20', { booked: '2026-03-11', invoice: 'F/1' }),
    payment('B3', '30', { booked: '2026-05-04', invoice: 'F/1' }),
    payment('B4', '40', { booked: '2026-05-05', invoice: 'F/1' }),
    payment('B5', '50', { booked: '2026-05-06', invoice: 'F/1' }),
    payment('B0', '60', { booked: '2025-06-30', invoice: 'F/1' }),
    payment('B6', '5', { booked: '2026-06-30', invoice: 'F/2' }),
  );
  const [ledger] = await store.ledger.debtor((await invoicesOf(own)).get('F/1')?.debtorId ?? '');
  const paymentId = ledger?.payments.find(({ bankReference }) => bankReference === 'B5')?.id ?? '';
  await store.ledger.reversePayment({ paymentId, bankReference: 'R', bookedOn: '2026-06-01', by: null });
  const { paid, months } = await figures(own);
  assert.deepEqual([months.length, months[0], months.at(-1)], [12, '2025-08', '2026-07']);
  const lines = paid.map(({ month, after, amount, payments }) => `${month} ${after} ${amount} ${payments}`);
  assert.deepEqual(lines.sort(), [
    '2026-03 late 2000 1',
    '2026-03 onTime 1000 1',
    '2026-05 demand 4000 1',
    '2026-05 late 3000 1',
    '2026-06 onTime 500 1',
  ]);
  assert.deepEqual(await selected(own, { kind: 'paid', month: '2026-05' }), [70_00, 1]);
  assert.deepEqual(await selected(own, { kind: 'paid', month: '2026-05', after: 'demand' }), [40_00, 1]);
});

test('promises stand in the month of the promised day, kept or broken; later ones as far as something is promised', async () => {
  const own = await books(at);
  await importLines(own, DEBTOR, invoice('F/1', '100'), invoice('F/2', '50'), invoice('F/3', '30'));
  const found = await invoicesOf(own);
  const debtorId = found.get('F/1')?.debtorId ?? '';
  const promised = async (number: string, promisedOn: string, amount: number) =>
    store.ledger.recordPromise({
      creditorId: own.creditorId,
      debtorId,
      promisedOn,
      items: [{ invoiceId: found.get(number)?.id ?? '', amount }],
      by: null,
    });
  await promised('F/1', '2026-07-02', 10_00);
  await promised('F/1', '2026-08-03', 100_00);
  await promised('F/2', '2026-07-10', 50_00);
  await promised('F/3', '2026-07-11', 30_00);
  await importLines(own, payment('B1', '50', { booked: '2026-07-01', invoice: 'F/2' }));
  await at.query(`UPDATE promise_item SET state = 'broken' WHERE invoice_id = $1`, [found.get('F/3')?.id]);
  const { promises, months } = await figures(own);
  assert.equal(months.at(-1), '2026-08');
  const lines = promises.map(({ month, end, amount, count }) => `${month} ${end} ${amount} ${count}`);
  assert.deepEqual(lines.sort(), ['2026-07 broken 3000 1', '2026-07 kept 5000 1', '2026-08 open 10000 1']);
  assert.deepEqual(await selected(own, { kind: 'promise', month: '2026-07' }), [80_00, 2]);
  assert.deepEqual(await selected(own, { kind: 'promise', month: '2026-07', end: 'broken' }), [30_00, 1]);
});

async function selected({ organisationId }: Books, selection: MoneySelection) {
  const { items } = await store.ledger.balances({ organisationId, selection, page: 1, size: 9 });
  return [items[0]?.selected?.amount, items[0]?.selected?.invoices];
}

/** The e-mail that the case wished went out, or did not. */
async function contacted({ query }: Books, caseId: string, out: boolean): Promise<void> {
  if (out) await query(`UPDATE act SET state = 'done' WHERE case_id = $1`, [caseId]);
}

async function bundle({ organisationId, query }: Books): Promise<string> {
  const [row] = await query<{ id: string }>(
    `INSERT INTO bundle (id, organisation_id, desk_key, channel, kind, performer, status, perform_at, created_at)
    VALUES (gen_random_uuid(), $1, 'd', 'letter', 'demand', 'machine', 'done', 0, 0) RETURNING id`,
    [organisationId],
  );
  return row?.id ?? assert.fail('no bundle');
}

async function demanded(own: Books, invoiceId: string, postedOn: string): Promise<void> {
  const bundleId = await bundle(own);
  await store.ledger.recordDemandPosted([
    { invoiceId, bundleId, postedOn, amount: 100_00, bureaus: [], reference: null },
  ]);
}

async function entered(
  own: Books,
  table: 'listing' | 'claim',
  invoiceId: string,
  state: string,
  [column, day]: readonly [string, string],
): Promise<void> {
  await own.query(
    `WITH entry AS (INSERT INTO ${table} (id, organisation_id, creditor_id, debtor_id, desk_key, bundle_id, case_id, element,
        currency, state, ${column}, created_at)
      SELECT gen_random_uuid(), i.organisation_id, i.creditor_id, i.debtor_id, 'd', $2, k.id, 1, 'PLN', $3, $4, 0
      FROM invoice AS i JOIN process_case AS k ON k.subject = i.id::text WHERE i.id = $1 RETURNING id)
    INSERT INTO ${table}_item SELECT id, $1, 10000, 10000, NULL FROM entry`,
    [invoiceId, await bundle(own), state, day],
  );
}
