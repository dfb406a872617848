import { polishCalendar } from '@krok/calendar';
import {
  contactPolicyView,
  creditorSettings,
  debtorIdentity,
  formalitiesView,
  type Role,
  waitingToLeave,
} from '@krok/contracts/schemas';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hashPassword } from '../src/index.ts';
import { password, testApi, type TestApi } from './support/test-api.ts';

const START_RULE = (days: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<process id="ruled" isExecutable="true"><extensionElements><zeebe:properties><zeebe:property name="subject" value="invoice" />
<zeebe:property name="startWhen" value="overdue" /><zeebe:property name="startAfterDays" value="${days}" /></zeebe:properties></extensionElements>
<startEvent id="S" /><sequenceFlow id="f1" sourceRef="S" targetRef="E" /><endEvent id="E" /></process></definitions>`;

describe('settings over HTTP', () => {
  let api: TestApi;
  let creditorId: string;
  let debtorId: string;
  before(async () => {
    api = await testApi({ manualClockAt: Date.UTC(2026, 6, 1, 10) });
    const { organisationId, store } = api;
    creditorId = await store.parties.addCreditor({ organisationId, name: 'Wierzyciel' });
    debtorId = await store.parties.addDebtor({
      organisationId,
      name: 'Stolarnia Święcisława Urojona',
      legalForm: 'soleTrader',
    });
  });
  after(() => api.close());

  async function call(method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, as: Role, payload?: object) {
    const headers = { cookie: await api.cookie(as) };
    return api.app.inject({ method, url, headers, ...(payload && { payload }) });
  }

  it('sending is first switched on by an administrator; from then on whoever may stop it may resume it', async () => {
    const { store } = api;
    const organisationId = await store.organisations.create({
      name: 'Własna',
      clock: { mode: 'real' },
      zone: 'Europe/Warsaw',
      calendar: polishCalendar(),
    });
    const passwordHash = await hashPassword(password);
    const cookies: Partial<Record<Role, string>> = {};
    for (const one of ['administrator', 'manager'] as const) {
      const email = `own-${one}@test.example`;
      await store.users.create({ organisationId, email, name: one, roles: [one], passwordHash });
      const signedIn = await api.app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } });
      cookies[one] = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    }
    const turn = async (as: 'administrator' | 'manager', enabled: boolean) => {
      const request = { method: 'POST', url: '/api/operations/sending', payload: { enabled } } as const;
      const { statusCode } = await api.app.inject({ ...request, headers: { cookie: cookies[as] ?? '' } });
      return [statusCode, (await store.organisations.read(organisationId)).sendingEnabled];
    };
    assert.deepEqual(await turn('manager', true), [403, false]);
    assert.deepEqual(await turn('manager', false), [200, false]);
    assert.deepEqual(await turn('manager', true), [403, false]);
    assert.deepEqual(await turn('administrator', true), [200, true]);
    assert.deepEqual(await turn('manager', false), [200, false]);
    assert.deepEqual(await turn('manager', true), [200, true]);
    assert.deepEqual(await turn('manager', true), [200, true]);

    const headers = { cookie: cookies.administrator ?? '' };
    const { turns } = waitingToLeave.parse((await api.app.inject({ url: '/api/operations/waiting', headers })).json());
    assert.deepEqual(
      turns.map(({ by, enabled }) => [by, enabled]),
      [
        ['manager', true],
        ['manager', false],
        ['administrator', true],
      ],
      'each turn of the switch, and nothing where it stood so already',
    );
  });

  it('a creditor gets what letters, listings and claims need; who changed which fields is known', async () => {
    const url = `/api/creditors/${creditorId}/settings`;
    const before = creditorSettings.parse((await call('GET', url, 'administrator')).json());
    assert.deepEqual(before.missing, ['nip', 'address', 'bankAccount', 'senderEmail', 'krdContract', 'epuSubmitter']);
    const changed = await call('PATCH', url, 'administrator', {
      nip: 'PL 526-025-02-74',
      street: 'ul. Prosta',
      house: '2',
      postalCode: '00838',
      town: 'Warszawa',
      bankAccount: '61 1090 1014 0000 0712 1981 2874',
      senderEmail: 'naleznosci@wierzyciel.example',
      krdContract: true,
      epuAccount: 'wierzyciel-masowy',
      epuSubmitter: {
        firstName: 'Jan',
        surname: 'Kowalski',
        pesel: '44051401458',
        street: null,
        house: '1',
        flat: null,
        postalCode: '00-001',
        town: 'Warszawa',
        basis: 'prokurent',
      },
    });
    assert.equal(changed.statusCode, 200, changed.body);
    const after = creditorSettings.parse(changed.json());
    assert.deepEqual(
      [after.nip, after.postalCode, after.bankAccount, after.missing],
      ['5260250274', '00-838', '61109010140000071219812874', []],
    );
    assert.ok(!changed.body.includes('44051401458'), 'the PESEL is not shown again');
    const { items } = (await call('GET', `/api/creditors/${creditorId}/changes`, 'auditor')).json();
    assert.equal(items[0].by, 'Osoba administrator');
    assert.ok(items[0].fields.includes('bankAccount'));
  });

  it('refuses numbers with wrong checksums, each at its place, and those who may not change settings', async () => {
    const url = `/api/creditors/${creditorId}/settings`;
    const wrong = await call('PATCH', url, 'administrator', {
      nip: '5260250275',
      bankAccount: '61109010140000071219812875',
    });
    assert.equal(wrong.statusCode, 400);
    const pointers = wrong.json().errors.map(({ pointer }: { readonly pointer: string }) => pointer);
    assert.deepEqual(pointers.toSorted(), ['/bankAccount', '/nip']);
    assert.equal((await call('PATCH', url, 'manager', { krdContract: false })).statusCode, 403);
  });

  it('a debtor is completed: what a claim still misses is named until it is there', async () => {
    const url = `/api/debtors/${debtorId}`;
    const identity = debtorIdentity.parse((await call('GET', `${url}/identity`, 'lawyer')).json());
    assert.deepEqual(identity.missing, ['name', 'address', 'number', 'email', 'phone']);
    const wrong = await call('PATCH', url, 'collector', { pesel: '44051401459' });
    assert.deepEqual([wrong.statusCode, wrong.json().errors[0].pointer], [400, '/pesel']);
    const done = await call('PATCH', url, 'collector', {
      firstName: 'Święcisława',
      surname: 'Urojona',
      pesel: '440514 01458',
      house: '5',
      postalCode: '30-001',
      town: 'Kraków',
    });
    const after = debtorIdentity.parse(done.json());
    assert.deepEqual([after.missing, after.hasPesel], [['email', 'phone'], true]);
    assert.ok(!done.body.includes('44051401458'));
  });

  it('the contact policy: versions within bounds, nobody overwrites what they have not seen', async () => {
    const first = contactPolicyView.parse((await call('GET', '/api/contact-policy', 'manager')).json());
    assert.deepEqual([first.version, first.setBy, first.policy.maxPerWeek], [0, null, 3]);
    const policy = { ...first.policy, maxPerWeek: 2, window: { ...first.policy.window, opens: '09:00' } };
    assert.equal((await call('PUT', '/api/contact-policy', 'manager', { version: 0, policy })).statusCode, 403);
    const put = await call('PUT', '/api/contact-policy', 'administrator', { version: 0, policy, note: 'spokojniej' });
    const second = contactPolicyView.parse(put.json());
    assert.deepEqual([second.version, second.setBy, second.policy.window.opens], [1, 'Osoba administrator', '09:00']);
    assert.equal((await call('PUT', '/api/contact-policy', 'administrator', { version: 0, policy })).statusCode, 409);
    const early = { ...policy, window: { ...policy.window, opens: '05:00' } };
    const refused = await call('PUT', '/api/contact-policy', 'administrator', { version: 1, policy: early });
    assert.deepEqual([refused.statusCode, refused.json().errors[0].pointer], [400, '/policy/window/opens']);
    const { items } = (await call('GET', '/api/contact-policy/history', 'auditor')).json();
    assert.deepEqual(
      items.map(({ version }: { readonly version: number }) => version),
      [1, 0],
    );
  });

  it('facts that no statute gives are set; rules of law are shown with their source', async () => {
    const shown = formalitiesView.parse((await call('GET', '/api/formalities', 'auditor')).json());
    const updateDays = shown.rules.find(({ name }) => name === 'listingUpdateDays');
    assert.equal(updateDays?.value, 14);
    assert.match(updateDays?.source ?? '', /art\. 29/);
    const put = await call('PUT', '/api/formalities', 'administrator', {
      version: 0,
      bureauName: shown.bureauName,
      bureauAddress: 'ul. Inna 1, 50-001 Wrocław',
      largestClaim: shown.largestClaim,
    });
    assert.equal(formalitiesView.parse(put.json()).bureauAddress, 'ul. Inna 1, 50-001 Wrocław');
  });

  it('a start rule that is none is refused at deployment, with the property that is wrong', async () => {
    const refused = await call('POST', '/api/deployments', 'processOwner', { name: 'r', xml: START_RULE('three') });
    assert.equal(refused.statusCode, 422);
    const [finding] = refused.json().findings;
    assert.deepEqual(
      [finding.rule, finding.element, finding.path],
      ['start-rule', 'ruled', 'properties/startAfterDays'],
    );
    assert.match(finding.message, /startAfterDays.*three/);
    const taken = await call('POST', '/api/deployments', 'processOwner', { name: 'r', xml: START_RULE('3') });
    assert.equal(taken.statusCode, 201, taken.body);
  });

  it('shows lists of what left and of duties that are empty so far', async () => {
    for (const url of ['/api/sandbox/sms', '/api/sandbox/krd', '/api/sandbox/epu', '/api/letters']) {
      assert.equal((await call('GET', url, 'manager')).json().total, 0, url);
    }
    for (const url of ['/api/listings', '/api/claims', '/api/registered-letters']) {
      const answer = await call('GET', url, 'lawyer');
      assert.deepEqual([answer.statusCode, answer.json().total], [200, 0], url);
    }
    assert.deepEqual((await call('GET', '/api/duty-findings', 'manager')).json(), { items: [] });
    assert.equal((await call('GET', '/api/listings/nobody', 'manager')).statusCode, 404);
    assert.equal((await call('GET', '/api/letters/nobody/pdf', 'manager')).statusCode, 404);
  });
});
