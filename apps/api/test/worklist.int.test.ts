import type { WorkDetail, WorkItem } from '@krok/contracts/schemas';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CallDesk } from './support/calls.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const now = Date.UTC(2026, 6, 1, 10);
type Who = 'collector' | 'manager' | 'approver' | 'administrator' | 'processOwner' | 'salesperson' | 'accountant';

describe('the worklist', () => {
  let api: TestApi;
  let desk: CallDesk;
  before(async () => {
    api = await testApi({ manualClockAt: now });
    desk = await CallDesk.open(api);
    await desk.manyDebtors(3);
  });
  after(() => api.close());

  async function get<T>(url: string, as: Who = 'collector', status = 200): Promise<T> {
    const answer = await api.app.inject({ method: 'GET', url, headers: { cookie: await api.cookie(as) } });
    assert.equal(answer.statusCode, status, answer.body);
    return answer.json();
  }
  async function post(url: string, payload: object, status = 200, as: Who = 'collector') {
    const headers = { cookie: await api.cookie(as) };
    const answer = await api.app.inject({ method: 'POST', url, payload, headers });
    assert.equal(answer.statusCode, status, answer.body);
    return answer.json();
  }
  const items = async (as?: Who) => (await get<{ items: WorkItem[] }>('/api/work', as)).items;
  const ledger = async (debtorId: string | null) =>
    (await api.store.ledger.debtor(debtorId ?? '')).find((each) => each.creditorId === desk.creditorId) ??
    assert.fail();

  it('says of every line why it stands where it stands, the first to be done first', async () => {
    const small = await desk.work('calls', 'FV/2026/06/0003');
    const large = await desk.work('calls', 'FV/2026/05/0001', 'FV/2026/06/0002');
    const list = await items();
    assert.deepEqual(
      list.map(({ id }) => id),
      [large.id, small.id],
    );
    assert.deepEqual(list[0]?.rank, {
      queues: ['today'],
      score: 67,
      reasons: [
        { code: 'daysOverdue', points: 47, days: 47 },
        { code: 'amount', points: 20, amount: 93_456 },
      ],
      amount: 93_456,
      currency: 'PLN',
      daysOverdue: 47,
    });
    assert.deepEqual(list[0]?.cases.map(({ businessKey }) => businessKey).sort(), [
      'FV/2026/05/0001',
      'FV/2026/06/0002',
    ]);
  });

  it('shows a step with its debtor, invoices and path; books stay closed to who may not see them', async () => {
    const [line] = await items();
    const detail = await get<WorkDetail>(`/api/work/${line?.id ?? ''}`);
    assert.equal(detail.debtor?.phone, '+48600000001');
    assert.deepEqual(
      detail.invoices.map(({ number, open, daysOverdue, actId }) => [number, open, daysOverdue, actId !== null]),
      [
        ['FV/2026/05/0001', 23_456, 47, true],
        ['FV/2026/06/0002', 70_000, 16, true],
      ],
    );
    assert.deepEqual(
      detail.paths[0]?.steps.map(({ elementName, by }) => [elementName, by]),
      [['Po terminie', 'start']],
    );
    assert.equal(detail.form, null);
    await get(`/api/work/${line?.id ?? ''}`, 'salesperson', 403);
  });

  it('puts work off and takes it back; what is over is no time to put off to', async () => {
    const [, line] = await items();
    const url = `/api/work/${line?.id ?? ''}/snooze`;
    const refused = await post(url, { until: new Date(now).toISOString() }, 400);
    assert.equal(refused.errors[0].pointer, '/until');
    const later = await post(url, { until: new Date(now + 3_600_000).toISOString() });
    assert.deepEqual(later.rank.queues, ['waiting']);
    assert.deepEqual((await post(url, { until: null })).rank.queues, ['today']);
  });

  it('claims exclusively, one result for each of several', async () => {
    const [first, second] = await items();
    const ids = [first?.id, second?.id];
    await post(`/api/work/${first?.id}/claim`, {}, 200, 'manager');
    assert.equal((await post(`/api/work/${first?.id}/claim`, {}, 409)).code, 'work-taken');
    assert.deepEqual(await post('/api/work/bulk', { act: { kind: 'claim' }, ids: [...ids, 'nobody'] }), {
      results: [
        { id: ids[0], ok: false, code: 'work-taken' },
        { id: ids[1], ok: true, code: null },
        { id: 'nobody', ok: false, code: 'not-found' },
      ],
    });
    await post(`/api/work/${first?.id}/release`, {}, 200, 'manager');
    await post('/api/work/bulk', { act: { kind: 'release' }, ids });
    assert.deepEqual(
      (await items()).map(({ claimedBy }) => claimedBy),
      [null, null],
    );
  });

  it('refuses what was promised beyond what is open or for a day that is over, and names the field', async () => {
    const [line] = await items();
    const [act] = line?.cases ?? [];
    const body = (promise: object) => ({
      outcome: 'promise',
      version: line?.version,
      results: [{ actId: act?.actId, promise }],
    });
    const complete = `/api/work/${line?.id}/complete`;
    const over = await post(complete, body({ date: '2026-06-30' }), 400);
    assert.deepEqual(
      over.errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/results/0/promise/date'],
    );
    const much = await post(complete, body({ date: '2026-07-03', amount: 9_999_999 }), 400);
    assert.deepEqual(
      much.errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/results/0/promise/amount'],
    );
    const strange = {
      outcome: 'promise',
      version: line?.version,
      results: [{ actId: 'x', promise: { date: '2026-07-03' } }],
    };
    assert.equal((await post(complete, strange, 400)).errors[0].pointer, '/results/0/actId');
    const { promises, holds } = await ledger(line?.debtorId ?? null);
    assert.deepEqual([promises, holds], [[], []], 'nothing was kept');
  });

  it('ends a call in one submit: one invoice promised in part, one called back at an hour', async () => {
    const [line] = await items();
    const [first, second] = line?.cases ?? [];
    const at = new Date(now + 2 * 3_600_000).toISOString();
    const answer = await post(`/api/work/${line?.id}/complete`, {
      outcome: 'promise',
      version: line?.version,
      note: 'Zapłaci w piątek',
      results: [
        { actId: first?.actId, promise: { date: '2026-07-03', amount: 20_000 } },
        { actId: second?.actId, callbackAt: at },
      ],
    });
    assert.deepEqual(answer.cases, [first?.caseId]);
    await desk.cases.settle();
    assert.equal((await api.store.cases.read(first?.caseId ?? '')).status, 'completed');
    assert.equal((await api.store.cases.read(second?.caseId ?? '')).status, 'active');
    const [promise] = (await ledger(line?.debtorId ?? null)).promises;
    assert.deepEqual(promise?.items, [{ invoiceId: first?.invoiceId, amount: 20_000, state: 'open' }]);
    const left = (await items()).find(({ id }) => id === line?.id);
    assert.deepEqual(left?.rank.queues, ['waiting']);
    assert.equal(left?.snoozedUntil, at);
    assert.deepEqual(
      left?.cases.map(({ actId }) => actId),
      [second?.actId],
    );

    await api.store.clock.advance(api.organisationId, now + 2 * 3_600_000);
    const back = (await items())[0];
    assert.equal(back?.id, line?.id);
    assert.deepEqual(back?.rank.queues, ['today', 'callbacks']);
    assert.equal(back?.rank.reasons[0]?.code, 'callback');
    const { items: bell } = await get<{ items: { kind: string; id: string }[] }>('/api/notifications');
    assert.deepEqual(
      bell.map(({ kind, id }) => [kind, id]),
      [['callback', line?.id]],
    );
  });

  it('keeps a dispute of a part with its reason, in the transaction of the completion', async () => {
    const [line] = await items();
    const [act] = line?.cases ?? [];
    await post(`/api/work/${line?.id}/complete`, {
      outcome: 'dispute',
      version: line?.version,
      results: [{ actId: act?.actId, dispute: { amount: 10_000, reason: 'Brak w dostawie' } }],
    });
    const [hold] = (await ledger(line?.debtorId ?? null)).holds;
    assert.deepEqual([hold?.kind, hold?.amount, hold?.reason], ['dispute', 10_000, 'Brak w dostawie']);
    const again = await post(`/api/work/${line?.id}/complete`, { outcome: 'paid', version: line?.version }, 409);
    assert.equal(again.code, 'work-closed');
  });

  it('checks the form of the step again, keeps its free text out of the case, and names a wrong field', async () => {
    const { id, version } = await desk.work('visits', 'FV/M/1');
    const detail = await get<WorkDetail>(`/api/work/${id}`);
    assert.equal(detail.form?.schema['id'], 'visit');
    const wrong = await post(
      `/api/work/${id}/complete`,
      { outcome: 'done', version, form: { who: 'Jan', cars: 99, result: 'x' } },
      400,
    );
    assert.deepEqual(
      wrong.errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/form/cars', '/form/result'],
    );
    const missing = await post(`/api/work/${id}/complete`, { outcome: 'done', version }, 400);
    assert.deepEqual(
      missing.errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/form/who', '/form/result'],
    );
    const form = { who: 'Jan Nowak', cars: 2, result: 'paid' };
    const { cases } = await post(`/api/work/${id}/complete`, { outcome: 'done', version, form });
    await desk.cases.settle();
    const steps = await api.store.log.read(cases[0]);
    assert.doesNotMatch(JSON.stringify(steps), /Nowak/);
    assert.match(JSON.stringify(steps), /"cars":2/);
  });

  it('finds by name, NIP and number, and tells no name to who may not see the books', async () => {
    const find = (text: string, as?: Who) =>
      get<{ debtors: { name: string }[]; invoices: { number: string }[]; cases: unknown[] }>(
        `/api/search?text=${encodeURIComponent(text)}`,
        as,
      );
    assert.deepEqual(
      (await find('piekarnia "zmys')).debtors.map(({ name }) => name),
      ['Piekarnia "Zmyślona" Sp. z o.o.'],
    );
    assert.equal((await find('000-111-22')).debtors.length, 1);
    assert.deepEqual(
      (await find('2026/06/0003')).invoices.map(({ number }) => number),
      ['FV/2026/06/0003'],
    );
    assert.equal((await find('%')).debtors.length, 0);
    assert.ok((await find('FV/2026/05')).cases.length > 0);
    const owner = await find('piekarnia', 'processOwner');
    assert.deepEqual([owner.debtors, owner.invoices], [[], []]);
    assert.doesNotMatch(JSON.stringify(await find('FV/2026/05', 'processOwner')), /Piekarnia/);
  });

  it('tells an approver what waits, and others beforehand that they may not decide', async () => {
    const { id } = await desk.work('approvals', 'FV/M/2');
    const view = await get<{ mayDecide: string }>(`/api/work/${id}/approval`, 'approver');
    assert.equal(view.mayDecide, 'yes');
    assert.equal((await get<{ mayDecide: string }>(`/api/work/${id}/approval`, 'collector')).mayDecide, 'notApprover');
    const { items: bell } = await get<{ items: { kind: string }[] }>('/api/notifications', 'approver');
    assert.deepEqual(
      bell.map(({ kind }) => kind),
      ['approval'],
    );
    const queue = (await items('approver')).find((each) => each.id === id);
    assert.deepEqual(queue?.rank.queues, ['today', 'approvals']);
  });
});
