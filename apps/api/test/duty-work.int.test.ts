import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { WorkDetail, WorkItem } from '@krok/contracts/schemas';
import { OfficialDesk } from './support/official-desk.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const NOON = Date.UTC(2026, 6, 1, 10);
const DAY = 86_400_000;

describe('work of a duty', () => {
  let api: TestApi;
  let desk: OfficialDesk;
  let letterId: string;
  before(async () => {
    api = await testApi({ manualClockAt: NOON });
    desk = await OfficialDesk.open(api);
    letterId = await desk.printed();
    await api.store.clock.advance(api.organisationId, NOON + 2 * DAY);
    await desk.plan();
  });
  after(() => api.close());

  async function ask<T>(method: 'GET' | 'POST', url: string, status = 200, payload?: object): Promise<T> {
    const headers = { cookie: await api.cookie('collector') };
    const answer = await api.app.inject({ method, url, headers, ...(payload && { payload }) });
    assert.equal(answer.statusCode, status, answer.body);
    return answer.json();
  }
  const refused = (id: string, body: object, status = 400) =>
    ask<{ code: string; errors?: { pointer: string }[] }>('POST', `/api/work/${id}/complete`, status, body);
  const list = async () => (await ask<{ items: WorkItem[] }>('GET', '/api/work')).items;
  const stateOf = async (id: string) => (await api.store.acts.bundle(id)).status;

  it('names its letter, and refuses the outcomes of a call', async () => {
    const [line] = await list();
    assert.equal(line?.duty, 'confirmPosting');
    const id = line?.id ?? '';
    const { about } = await ask<WorkDetail>('GET', `/api/work/${id}`);
    assert.equal(about?.kind === 'letter' && about.letter.id, letterId);
    for (const outcome of ['promised', 'noAnswer', 'done', 'claimed']) {
      const { code, errors } = await refused(id, { outcome, version: line?.version });
      assert.deepEqual([code, errors?.[0]?.pointer], ['wrong-outcome', '/outcome'], outcome);
    }
    const results = [{ actId: line?.cases[0]?.actId, promise: { date: '2026-07-10' } }];
    assert.equal((await refused(id, { outcome: 'posted', version: line?.version, results })).code, 'wrong-outcome');
    assert.equal(await stateOf(id), 'planned');
    assert.equal((await api.store.letters.letter(letterId)).state, 'awaiting');
  });

  it('asks for number and day, and takes none that cannot be', async () => {
    const [line] = await list();
    const id = line?.id ?? '';
    const body = (variables: object) => ({ outcome: 'posted', version: line?.version, variables });
    const missing = await refused(id, body({}));
    assert.deepEqual(
      missing.errors?.map(({ pointer }) => pointer),
      ['/variables/letterNumber', '/variables/postedOn'],
    );
    const early = body({ letterNumber: 'RR123456785PL', postedOn: '2026-06-30' });
    assert.equal((await refused(id, early, 422)).code, 'wrong-posting');
    assert.equal(await stateOf(id), 'planned');
    assert.equal((await api.store.letters.letter(letterId)).state, 'awaiting');
  });

  it('not posted yet: the question comes again on the next business day', async () => {
    const [line] = await list();
    await ask('POST', `/api/work/${line?.id}/complete`, 200, { outcome: 'notPosted', version: line?.version });
    await desk.plan();
    const [again] = await list();
    assert.notEqual(again?.id, line?.id);
    assert.equal(again?.duty, 'confirmPosting');
    assert.equal(again?.dueAt, '2026-07-06');
  });

  it('posted: the letter is, and its case goes on', async () => {
    const [line] = await list();
    await ask('POST', `/api/work/${line?.id}/complete`, 200, {
      outcome: 'posted',
      version: line?.version,
      variables: { letterNumber: 'RR 123 456 785 PL', postedOn: '2026-07-02' },
    });
    const { state, postedOn, number } = await api.store.letters.letter(letterId);
    assert.deepEqual([state, postedOn, number], ['posted', '2026-07-02', 'RR123456785PL']);
    await desk.cases.settle();
    assert.equal((await api.store.cases.read(line?.cases[0]?.caseId ?? '')).status, 'completed');
    assert.deepEqual(await list(), []);
  });

  it('a listing that the register refused is sent again or given up, and nothing else', async () => {
    await desk.demandedBefore(letterId, 1);
    const approval = await desk.approval(1);
    const { hash, version } = await api.store.approvals.view(approval.id);
    const by = (await api.store.users.list(api.organisationId)).find(({ roles }) => roles.includes('approver'))?.id;
    await api.store.approvals.decide({ bundleId: approval.id, version, hash, by: by ?? '', approved: true });
    const listingId = await desk.ordered();
    const { id } = await desk.rejected(listingId);
    const detail = await ask<WorkDetail>('GET', `/api/work/${id}`);
    assert.equal(detail.duty, 'correctListing');
    assert.equal(detail.about?.kind === 'listing' && detail.about.listing.problem?.remedy, 'completeIdentifiers');
    assert.equal((await refused(id, { outcome: 'posted', version: detail.version })).code, 'wrong-outcome');
    await ask('POST', `/api/work/${id}/complete`, 200, { outcome: 'giveUp', version: detail.version });
    assert.equal((await api.store.duties.listing(listingId)).state, 'abandoned');
  });
});
