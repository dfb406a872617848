import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { hashPassword } from '../src/index.ts';
import { OfficialDesk } from './support/official-desk.ts';
import { password, testApi, type TestApi } from './support/test-api.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const KEY = '0f0f0f0f-0000-4000-8000-000000000001';
const repair = { key: KEY, seen: 1, reason: 'x' };

/** Bodies that their routes take, so that only the owner stands in the way. `:id` is tried with every id. */
const CHANGES: readonly (readonly [method: 'POST' | 'PATCH', url: string, body: object])[] = [
  ['POST', '/api/cases/:id/notes', { text: 'x' }],
  ['POST', '/api/cases/:id/replies', { channel: 'email', text: 'x' }],
  ['POST', '/api/cases/:id/suspension', repair],
  ['POST', '/api/cases/:id/end', repair],
  ['POST', '/api/cases/:id/steps/1/skip', { ...repair, variables: {} }],
  ['POST', '/api/debtors/:id/replies', { channel: 'email', text: 'x' }],
  ['PATCH', '/api/debtors/:id', { email: 'evil@evil.example' }],
  ['PATCH', '/api/creditors/:id/settings', { bankAccount: '61109010140000071219812874' }],
  ['POST', '/api/creditors/:id/payments-known', { through: '2026-06-30' }],
  ['POST', '/api/invoices/:id/disputes', { amount: 1, reason: 'x' }],
  ['POST', '/api/work/:id/claim', {}],
  ['POST', '/api/work/:id/release', {}],
  ['POST', '/api/work/:id/complete', { outcome: 'noAnswer', version: 1 }],
  ['POST', '/api/work/:id/decision', { approved: true, version: 1, hash: 'a'.repeat(64) }],
  ['POST', '/api/effects/:id/reconcile', { outcome: 'delivered' }],
];

describe('a person of another organisation, with every right there', () => {
  let api: TestApi;
  let stranger: string;
  let owner: string;
  const ids = new Set<string>();
  let names: readonly string[];

  before(async () => {
    api = await testApi({ manualClockAt: Date.UTC(2026, 6, 1, 10) });
    const desk = await OfficialDesk.open(api);
    await desk.start('listings', 0);
    await desk.plan();
    owner = await api.cookie('administrator');
    const { caseId = '' } = (await desk.work('approval')).acts[0] ?? {};
    await api.store.caseFiles.addNote({ caseId, text: 'Tajna notatka', by: await idOf('collector') });
    const seen: string[] = [];
    for (const url of [
      '/api/cases',
      '/api/work',
      '/api/deployments',
      '/api/creditors',
      '/api/debtors',
      '/api/balances',
      `/api/cases/${caseId}/file`,
      `/api/cases/${caseId}/timeline`,
      `/api/debtors/${desk.debtorId}`,
    ]) {
      const { statusCode, body } = await get(url, owner);
      if (statusCode === 200) seen.push(body);
    }
    for (const id of seen.join().match(UUID) ?? []) ids.add(id);
    const { name } = await api.store.parties.debtor(desk.debtorId);
    names = [name, 'Tajna notatka'];
    for (const each of names) assert.ok(seen.join().includes(each), each);
    stranger = await strangerOf(api);
  });
  after(() => api.close());

  const idOf = async (role: string) =>
    (await api.store.users.list(api.organisationId)).find(({ roles }) => roles.includes(role))?.id ?? '';
  const get = (url: string, cookie: string) => api.app.inject({ method: 'GET', url, headers: { cookie } });

  it('is shown nothing of ours by any route, whichever of our ids they name', async () => {
    assert.ok(ids.size > 5, `${ids.size} ids`);
    let tried = 0;
    for (const { method, url } of api.routes()) {
      if (method !== 'GET' || !url.startsWith('/api/') || url === '/api/live') continue;
      for (const id of url.includes(':') ? ids : ['']) {
        const { statusCode, body } = await get(url.replaceAll(/:\w+/g, id), stranger);
        const shown = [...names, ...ids].filter((each) => each !== id && body.includes(each));
        assert.deepEqual([statusCode < 500, shown], [true, []], `GET ${url} with ${id}: ${statusCode}`);
        tried += 1;
      }
    }
    assert.ok(tried > 100, `${tried} requests`);
  });

  for (const [method, url, payload] of CHANGES) {
    it(`cannot ${method} ${url}`, async () => {
      for (const id of ids) {
        const request = { method, url: url.replace(':id', id), payload, headers: { cookie: stranger } };
        const { statusCode, body } = await api.app.inject(request);
        assert.equal(statusCode, 404, `${id}: ${body}`);
      }
    });
  }
});

async function strangerOf({ app, store }: TestApi): Promise<string> {
  const organisationId = await store.organisations.create({
    name: 'Obca',
    clock: { mode: 'real' },
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(),
  });
  const email = 'stranger@test.example';
  const roles = ['administrator', 'manager'];
  await store.users.create({ organisationId, email, name: 'Obcy', roles, passwordHash: await hashPassword(password) });
  const { headers } = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } });
  return String(headers['set-cookie']).split(';')[0] ?? '';
}
