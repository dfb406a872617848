import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RegisteredLetterView, Role, WorkDetail, WorkItem } from '@krok/contracts/schemas';
import { OfficialDesk } from './support/official-desk.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const NOON = Date.UTC(2026, 6, 1, 10);
const DAY = 86_400_000;

describe('work of a duty', () => {
  let api: TestApi;
  let desk: OfficialDesk;
  let letterId: string;
  let caseId: string;
  before(async () => {
    api = await testApi({ manualClockAt: NOON });
    desk = await OfficialDesk.open(api);
    letterId = await desk.printed();
    await api.store.clock.advance(api.organisationId, NOON + 2 * DAY);
    await desk.plan();
  });
  after(() => api.close());

  async function ask<T>(
    method: 'GET' | 'POST',
    url: string,
    status = 200,
    payload?: object,
    as: Role = 'collector',
  ): Promise<T> {
    const headers = { cookie: await api.cookie(as) };
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
    caseId = line?.cases[0]?.caseId ?? '';
    assert.equal((await api.store.overview.case(caseId)).nextDue, Date.UTC(2026, 7, 2, 22));
    assert.deepEqual(await list(), []);
  });

  it('a posting entered wrongly is corrected by a manager, with a reason; what stood there before is kept', async () => {
    const url = `/api/registered-letters/${letterId}/correction`;
    const body = { number: 'RR123456785PL', postedOn: '2026-07-01', reason: 'Data z innego potwierdzenia' };
    await ask('POST', url, 403, body);
    const bad = await ask<{ code: string }>('POST', url, 422, { ...body, postedOn: '2026-07-20' }, 'manager');
    assert.equal(bad.code, 'wrong-posting');
    const letter = await ask<RegisteredLetterView>('POST', url, 200, body, 'manager');
    assert.deepEqual([letter.postedOn, letter.listableFrom], ['2026-07-01', '2026-08-02']);
    assert.deepEqual(
      letter.corrections.map(({ postedOn, reason, by }) => [postedOn, reason, by]),
      [['2026-07-02', 'Data z innego potwierdzenia', 'Osoba manager']],
    );
    const [demand] = await api.store.ledger.demandsPosted(letter.items.map(({ invoiceId }) => invoiceId));
    assert.equal(demand?.postedOn, '2026-07-01');
    // The month of the waiting case is counted again.
    await desk.cases.settle();
    assert.equal((await api.store.overview.case(caseId)).nextDue, Date.UTC(2026, 7, 1, 22));
  });

  it('a listing that the register refused is sent again or given up, and nothing else', async () => {
    const second = await desk.printed(1);
    const by =
      (await api.store.users.list(api.organisationId)).find(({ roles }) => roles.includes('approver'))?.id ?? '';
    const posting = { number: 'NADANIE0002', postedOn: '2026-07-03', by };
    await api.store.letters.confirmPosting({ ...posting, letterId: second });
    await desk.cases.settle();
    const [act] = (await api.store.acts.bundle(second)).acts;
    await desk.cases.command(act?.caseId ?? '', crypto.randomUUID(), { kind: 'cancel', reason: 'for the test' });
    await desk.demandedBefore(letterId, 1);
    const approval = await desk.approval(1);
    const { hash, version } = await api.store.approvals.view(approval.id);
    await api.store.approvals.decide({ bundleId: approval.id, version, hash, by, approved: true });
    const listingId = await desk.ordered();
    const { id } = await desk.rejected(listingId);
    const detail = await ask<WorkDetail>('GET', `/api/work/${id}`);
    assert.equal(detail.duty, 'correctListing');
    assert.equal(detail.about?.kind === 'listing' && detail.about.listing.problem?.remedy, 'completeIdentifiers');
    assert.equal((await refused(id, { outcome: 'posted', version: detail.version })).code, 'wrong-outcome');
    await ask('POST', `/api/work/${id}/complete`, 200, { outcome: 'giveUp', version: detail.version });
    assert.equal((await api.store.duties.listing(listingId)).state, 'abandoned');
    // KRD was asked on that basis: the posting stays.
    const correction = { number: posting.number, postedOn: '2026-07-02', reason: 'Pomyłka' };
    const url = `/api/registered-letters/${second}/correction`;
    assert.equal((await ask<{ code: string }>('POST', url, 409, correction, 'manager')).code, 'letter-relied-on');
  });
});
