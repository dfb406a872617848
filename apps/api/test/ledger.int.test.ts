import {
  type DebtorCard,
  type ImportReportView,
  debtorCard,
  importReport,
  moneyFigures,
} from '@krok/contracts/schemas';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { testApi, type TestApi } from './support/test-api.ts';

const example = readFileSync(new URL('../../../docs/how-to/open-items-example.csv', import.meta.url));

describe('the ledger over HTTP', () => {
  let api: TestApi;
  let creditorId: string;
  let strangers: string;
  before(async () => {
    api = await testApi({ manualClockAt: Date.UTC(2026, 6, 1, 10) });
    creditorId = await api.store.parties.addCreditor({ organisationId: api.organisationId, name: 'Wierzyciel' });
    const { calendar } = await api.store.organisations.read(api.organisationId);
    const other = await api.store.organisations.create({
      name: 'Obca',
      clock: { mode: 'real' },
      zone: 'Europe/Warsaw',
      calendar,
    });
    strangers = await api.store.parties.addCreditor({ organisationId: other, name: 'Obcy' });
  });
  after(() => api.close());

  async function upload(bytes: Uint8Array, to = creditorId) {
    return api.app.inject({
      method: 'POST',
      url: `/api/imports?creditorId=${to}&name=plik.csv`,
      payload: Buffer.from(bytes),
      headers: { 'content-type': 'text/csv', cookie: await api.cookie('accountant') },
    });
  }

  async function imported(bytes: Uint8Array): Promise<ImportReportView> {
    const answer = await upload(bytes);
    assert.equal(answer.statusCode, 200, answer.body);
    return importReport.parse(answer.json());
  }

  async function post(url: string, payload: object) {
    return api.app.inject({ method: 'POST', url, payload, headers: { cookie: await api.cookie('accountant') } });
  }

  async function card(text: string): Promise<DebtorCard> {
    const headers = { cookie: await api.cookie('collector') };
    const url = `/api/balances?text=${encodeURIComponent(text)}`;
    const { items } = (await api.app.inject({ method: 'GET', url, headers })).json();
    const found = await api.app.inject({ method: 'GET', url: `/api/debtors/${items[0].debtorId}`, headers });
    return debtorCard.parse(found.json());
  }

  it('takes the example, and knows it the second time', async () => {
    const first = await imported(example);
    assert.deepEqual([first.outcome, first.errorCount, first.counts.invoicesAdded], ['imported', 0, 3]);
    assert.equal((await imported(example)).outcome, 'known');
    const { name, town, ledgers } = await card('zmyślona');
    assert.deepEqual([name, town], ['Piekarnia "Zmyślona" Sp. z o.o.', 'Nibyłęg']);
    assert.deepEqual(
      ledgers[0]?.invoices.map(({ number, open }) => [number, open]),
      [
        ['FV/2026/05/0001', 23_456],
        ['FV/2026/06/0002', 70_000],
      ],
    );
    assert.equal(ledgers[0]?.paymentsKnownThrough, '2026-06-30');
  });

  it('names what was wrong by line and column, also later', async () => {
    const text = 'type;debtor;number;issued;due;amount\ninvoice;K-001;F/9;2026-06-01;2026-06-31;5\n';
    const { id, errors } = await imported(Buffer.from(text));
    assert.deepEqual(errors, [
      { line: 2, column: 'due', code: 'date', expected: 'a date as 2026-05-31 or 31.05.2026', got: '2026-06-31' },
    ]);
    const headers = { cookie: await api.cookie('accountant') };
    const again = await api.app.inject({ method: 'GET', url: `/api/imports/${id}`, headers });
    assert.deepEqual(again.json().errors, errors);
    const { items } = (await api.app.inject({ method: 'GET', url: '/api/imports', headers })).json();
    assert.deepEqual([items.length, items[0].errorCount], [2, 1]);
  });

  it('refuses other bodies, sizes and companies', async () => {
    assert.equal((await upload(example, strangers)).statusCode, 404);
    assert.equal((await upload(Buffer.alloc(11 * 1024 * 1024, 'a'))).statusCode, 413);
    const json = await post(`/api/imports?creditorId=${creditorId}`, {});
    assert.equal(json.statusCode, 415, json.body);
  });

  it('a payment by hand, taken back; a hold, a dispute and a promise', async () => {
    const { id, ledgers } = await card('0001112221');
    const [first, second] = ledgers[0]?.invoices ?? [];
    assert.ok(first && second);
    const payment = { creditorId, bankReference: 'R-1', bookedOn: '2026-06-30', amount: 23_456, invoiceId: first.id };
    const paid = await post(`/api/debtors/${id}/payments`, payment);
    assert.equal(paid.statusCode, 201, paid.body);
    assert.equal((await post(`/api/debtors/${id}/payments`, { ...payment, amount: 1 })).json().code, 'payment-known');
    assert.equal((await card('0001112221')).ledgers[0]?.invoices[0]?.paid, true);
    const back = { bankReference: 'R-2', bookedOn: '2026-07-01' };
    const taken = await post(`/api/debtors/${id}/payments/${paid.json().id}/reverse`, back);
    assert.equal(taken.statusCode, 200, taken.body);

    const hold = await post(`/api/debtors/${id}/holds`, {
      creditorId,
      until: '2026-07-10',
      reason: 'Prośba handlowca',
    });
    const dispute = await post(`/api/invoices/${second.id}/disputes`, { amount: 40_000, reason: 'Reklamacja' });
    const tooMuch = await post(`/api/invoices/${second.id}/disputes`, { amount: 99_999_999, reason: 'x' });
    const promise = await post(`/api/debtors/${id}/promises`, {
      creditorId,
      promisedOn: '2026-07-03',
      items: [{ invoiceId: first.id }],
    });
    assert.deepEqual(
      [hold.statusCode, dispute.statusCode, tooMuch.json().code, promise.statusCode],
      [201, 201, 'wrong-amount', 201],
    );
    const ended = await post(`/api/debtors/${id}/holds/${hold.json().id}/end`, {});
    assert.equal(ended.statusCode, 200, ended.body);
    const now = (await card('0001112221')).ledgers[0];
    assert.deepEqual(
      [now?.invoices.map(({ open, undisputed }) => [open, undisputed]), now?.holds.length, now?.promises.length],
      [
        [
          [23_456, 23_456],
          [70_000, 30_000],
        ],
        1,
        1,
      ],
    );
    const elsewhere = await post(`/api/debtors/${id}/holds`, { creditorId: strangers, reason: 'x' });
    assert.equal(elsewhere.statusCode, 404);
  });

  it('adds up what is owed for those who may read the books, and leads from each figure to its debtors', async () => {
    const ask = async (url: string, role: 'manager' | 'processOwner') =>
      api.app.inject({ method: 'GET', url, headers: { cookie: await api.cookie(role) } });
    assert.equal((await ask('/api/figures', 'processOwner')).statusCode, 403);
    const answer = await ask('/api/figures', 'manager');
    assert.equal(answer.statusCode, 200, answer.body);
    const { today, months, ageing, stages, totals, paid } = moneyFigures.parse(answer.json());
    assert.deepEqual([today, months.length], ['2026-07-01', 12]);
    const sum = (lines: readonly { readonly amount: number }[]) => lines.reduce((all, { amount }) => all + amount, 0);
    assert.ok(sum(totals) > 0);
    assert.deepEqual([sum(ageing), sum(stages)], [sum(totals), sum(totals)]);
    const behind = async (query: string) => {
      const { items } = (await ask(`/api/balances?${query}`, 'manager')).json();
      return sum(items.map((each: { selected: { amount: number } }) => each.selected));
    };
    for (const { band, currency, amount } of ageing) {
      assert.equal(await behind(`age=${band}&currency=${currency}`), amount, band);
    }
    for (const { stage, currency, amount } of stages) {
      assert.equal(await behind(`stage=${stage}&currency=${currency}`), amount, stage);
    }
    for (const { month, after: step, currency, amount } of paid) {
      assert.equal(await behind(`paidIn=${month}&after=${step}&currency=${currency}`), amount, `${month} ${step}`);
    }
    assert.equal(await behind('age=to30&currency=CHF'), 0);
    for (const list of ['cases', 'listings', 'claims']) {
      assert.equal((await ask(`/api/${list}?currency=PLN`, 'manager')).statusCode, 200, list);
      assert.equal((await ask(`/api/${list}?currency=zl`, 'manager')).statusCode, 400, list);
    }
    assert.equal((await ask(`/api/figures?creditorId=${strangers}`, 'manager')).statusCode, 404);
    for (const query of ['age=to30&stage=krd', 'standing=held', 'promise=kept', 'paidIn=2026-13', 'currency=pln']) {
      assert.equal((await ask(`/api/balances?${query}`, 'manager')).statusCode, 400, query);
    }
  });
});
