import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Role, TimelinePage, WorkDetail, WorkItem } from '@krok/contracts/schemas';
import { OfficialDesk } from './support/official-desk.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const NOON = Date.UTC(2026, 6, 1, 10);

describe('replies of debtors, and work that a manager gives away', () => {
  let api: TestApi;
  let desk: OfficialDesk;
  let caseId: string;
  before(async () => {
    api = await testApi({ manualClockAt: NOON });
    desk = await OfficialDesk.open(api);
    await desk.start('listings', 0);
    await desk.plan();
    caseId = (await desk.work('approval')).acts[0]?.caseId ?? '';
  });
  after(() => api.close());

  async function ask<T>(as: Role, method: 'GET' | 'POST', url: string, payload?: object, status = 200): Promise<T> {
    const headers = { cookie: await api.cookie(as) };
    const answer = await api.app.inject({ method, url, headers, ...(payload && { payload }) });
    assert.equal(answer.statusCode, status, answer.body);
    return answer.json();
  }
  const list = async (as: Role = 'collector') =>
    (await ask<{ items: WorkItem[] }>(as, 'GET', '/api/work')).items.filter(({ channel }) => channel === 'task');
  const idOf = async (role: Role) =>
    (await api.store.users.list(api.organisationId)).find(({ roles }) => roles.includes(role))?.id ?? '';

  it('is work in its queue until somebody has dealt with it, with the words of the debtor', async () => {
    const text = 'Zapłacimy po 15 lipca, proszę o rozłożenie na raty.';
    const late = { channel: 'email', receivedOn: '2026-07-02', text };
    await ask('collector', 'POST', `/api/cases/${caseId}/replies`, late, 400);
    await ask('collector', 'POST', `/api/cases/${caseId}/replies`, { channel: 'email', text }, 201);
    await desk.plan();
    const [line] = await list();
    assert.deepEqual([line?.duty, line?.rank.queues], ['answerReply', ['today', 'replies']]);
    assert.equal(line?.rank.reasons[0]?.code, 'reply');
    const { about } = await ask<WorkDetail>('collector', 'GET', `/api/work/${line?.id}`);
    assert.ok(about?.kind === 'reply');
    assert.deepEqual(
      [about.reply.text, about.reply.by, about.reply.receivedOn],
      [text, 'Osoba collector', '2026-07-01'],
    );

    const wrong = { outcome: 'promise', version: line?.version };
    assert.equal(
      (await ask<{ code: string }>('collector', 'POST', `/api/work/${line?.id}/complete`, wrong, 400)).code,
      'wrong-outcome',
    );
    await ask('collector', 'POST', `/api/work/${line?.id}/complete`, {
      outcome: 'answered',
      note: 'Wysłano propozycję rat',
      version: line?.version,
    });
    assert.deepEqual(await list(), []);
    const { entries } = await ask<TimelinePage>('collector', 'GET', `/api/cases/${caseId}/timeline`);
    const told = entries.find((entry) => entry.kind === 'note');
    assert.ok(told?.kind === 'note');
    assert.deepEqual(told.reply, { channel: 'email', receivedOn: '2026-07-01', handledBy: 'Osoba collector' });
    assert.equal((await api.store.cases.read(caseId)).status, 'active', 'the case was told nothing');
  });

  it('is put to a case of the debtor where none is named', async () => {
    const body = { channel: 'phone', text: 'Oddzwonił' };
    await ask('collector', 'POST', `/api/debtors/${desk.debtorId}/replies`, body, 201);
    await desk.plan();
    assert.equal((await list())[0]?.cases[0]?.caseId, caseId);
  });

  it('a manager gives work to people, a result for each; nobody else may, and nobody gets what they may not do', async () => {
    const [line] = await list();
    const approval = await desk.work('approval');
    const [collector, auditor] = [await idOf('collector'), await idOf('auditor')];
    const give = (to: string, ids: readonly string[], as: Role = 'manager') =>
      ask<{ results: { id: string; ok: boolean; code: string | null }[] }>(as, 'POST', '/api/work/bulk', {
        act: { kind: 'assign', to },
        ids,
      });
    const results = async (...given: Parameters<typeof give>) => (await give(...given)).results.map(({ code }) => code);
    assert.deepEqual(await results(collector, [line?.id ?? ''], 'collector'), ['forbidden']);
    assert.deepEqual(await results(collector, [line?.id ?? '', approval.id, 'nobody']), [
      null,
      'not-eligible',
      'not-found',
    ]);
    assert.deepEqual(await results(auditor, [line?.id ?? '']), ['not-eligible']);
    assert.deepEqual((await list())[0]?.claimedBy, { id: collector, name: 'Osoba collector' });
    // From one who holds it to another.
    assert.deepEqual(await results(await idOf('manager'), [line?.id ?? '']), [null]);
    assert.equal((await list('manager'))[0]?.claimedBy?.name, 'Osoba manager');
    // The step says who gave it, the history who had it before.
    const { givenBy } = await ask<WorkDetail>('manager', 'GET', `/api/work/${line?.id ?? ''}`);
    assert.equal(givenBy?.name, 'Osoba manager');
    const { entries } = await ask<TimelinePage>(
      'manager',
      'GET',
      `/api/debtors/${desk.debtorId}/timeline?kind=decision`,
    );
    const given = entries.flatMap((entry) => (entry.kind === 'assignment' ? [entry] : []));
    assert.deepEqual(
      given.map(({ type, by, to, before }) => ({ type, by, to, before })),
      [
        { type: 'answer-reply', by: 'Osoba manager', to: 'Osoba manager', before: 'Osoba collector' },
        { type: 'answer-reply', by: 'Osoba manager', to: 'Osoba collector', before: null },
      ],
    );
    const { items } = await ask<{ items: { id: string; open: number }[] }>('manager', 'GET', '/api/work/people');
    assert.equal(items.find(({ id }) => id === collector)?.open, 0);
    assert.ok(!items.some(({ id }) => id === auditor));
    await ask('collector', 'GET', '/api/work/people', undefined, 403);
  });
});
