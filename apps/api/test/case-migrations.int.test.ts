import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  type CaseMigrationResults,
  caseMigrationResults,
  migrationPlan,
  migrationPreview,
  type Role,
} from '@krok/contracts/schemas';
import { CaseDriver } from './support/drive-cases.ts';
import { testApi, type TestApi } from './support/test-api.ts';
import { waitingProcedure } from './support/waiting-procedure.ts';

const base = '/api/processes/waiting/migrations';

describe('cases go over to another version', () => {
  let api: TestApi;
  let driver: CaseDriver;
  const versions: string[] = [];
  const cases: string[] = [];
  before(async () => {
    api = await testApi({ manualClockAt: Date.parse('2026-11-23T09:00:00Z') });
    driver = new CaseDriver(api.store);
    versions.push(await deploy(waitingProcedure));
    for (let i = 0; i < 5; i++) {
      const started = await call('collector', '/api/cases', {
        processId: 'waiting',
        businessKey: `FV/${i}`,
        variables: {},
      });
      cases.push(started.json().id);
    }
    await driver.settle();
    versions.push(await deploy(waitingProcedure.replace('today(), 7)', 'today(), 5)')));
  });
  after(() => api?.close());

  it('is for those who answer for procedures', async () => {
    for (const [role, status] of [
      ['collector', 403],
      ['manager', 403],
      ['processOwner', 200],
      ['administrator', 200],
    ] as const) {
      assert.equal((await call(role, `${base}/plan`, between())).statusCode, status, role);
    }
  });

  it('says what corresponds, and refuses versions that are none or the same', async () => {
    const plan = migrationPlan.parse((await call('processOwner', `${base}/plan`, between())).json());
    assert.equal(plan.cases, 5);
    assert.deepEqual(
      plan.pairs.map(({ sourceId, targetId, match, by }) => [sourceId, targetId, match, by]),
      [
        ['start', 'start', 'same', 'id'],
        ['wait', 'wait', 'changed', 'id'],
        ['mail', 'mail', 'same', 'id'],
        ['end', 'end', 'same', 'id'],
      ],
    );
    assert.equal((await call('processOwner', `${base}/plan`, { ...between(), to: versions[0] })).statusCode, 400);
    assert.equal((await call('processOwner', `${base}/plan`, { ...between(), to: randomUUID() })).statusCode, 404);
  });

  it('foretells page by page what becomes of each case, and changes nothing', async () => {
    const first = await preview({ size: 3 });
    const second = await preview({ size: 3, after: first.next });
    assert.deepEqual([first.items.length, second.items.length, first.total, second.next], [3, 2, 5, null]);
    for (const { fits, elements, timers } of [...first.items, ...second.items]) {
      assert.ok(fits);
      assert.deepEqual(elements, ['wait']);
      assert.deepEqual(timers, [
        {
          elementName: 'Czekaj 7 dni roboczych',
          before: '2026-12-01T23:00:00.000Z',
          after: '2026-11-29T23:00:00.000Z',
        },
      ]);
    }
    const refused = await preview({ byHand: { wait: null } });
    assert.deepEqual(
      refused.items.map(({ fits, findings }) => [fits, findings.map(({ code, elementId }) => [code, elementId])]),
      cases.map(() => [false, [['unmapped', 'wait']]]),
    );
    for (const id of cases) assert.equal((await api.store.cases.read(id)).headSeq, 1);
  });

  it('moves those that were chosen; one that moved on meanwhile stays, with the reason', async () => {
    const [early = '', ...rest] = cases;
    const key = randomUUID();
    const order = { ...between(), key, reason: 'five days are enough', cases: [early, ...rest.slice(0, 2)] };
    // Before its turn comes, the first goes on to a step that the order says has no counterpart.
    await api.store.cases.enqueue(early, { kind: 'skip', instance: instanceAt(early), variables: {} });
    const started = await call('processOwner', base, { ...order, byHand: { mail: null } });
    assert.equal(started.statusCode, 202, started.body);
    assert.equal((await call('processOwner', base, { ...order, byHand: { mail: null } })).json().id, key);
    assert.equal((await result(key)).counts.waiting, 3);
    await driver.settle();
    const done = await result(key);
    assert.deepEqual(done.counts, { waiting: 0, migrated: 2, refused: 1, closed: 0, aside: 0 });
    const stays = done.items.find(({ state }) => state === 'refused');
    assert.equal(stays?.caseId, early);
    assert.equal(stays.refusal?.code, 'migrationRefused');
    assert.deepEqual(
      stays.findings.map(({ code, elementName }) => [code, elementName]),
      [['unmapped', 'Wyślij przypomnienie']],
    );
    const listed = await call('processOwner', base);
    assert.equal(listed.json().items[0].reason, 'five days are enough');
    assert.equal((await preview({})).total, 3);
  });

  it('shows a migrated case by the version in force, its past by the one of then, and verifies it', async () => {
    const id = cases[1] ?? '';
    await api.store.cases.enqueue(id, { kind: 'skip', instance: instanceAt(id), variables: {} });
    await driver.settle();
    const state = (await call('auditor', `/api/cases/${id}/diagram-state`)).json();
    assert.match(state.xml, /today\(\), 5\)/);
    assert.deepEqual(state.tokens, [{ elementId: 'mail', count: 1 }]);
    assert.equal(state.taken.elements.wait, 1);
    const replay = (await call('auditor', `/api/cases/${id}/replay`)).json();
    assert.match(replay.xml, /today\(\), 7\)/);
    assert.equal(replay.migratedTo.length, 1);
    assert.match(replay.migratedTo[0].xml, /today\(\), 5\)/);
    const verdict = (await call('auditor', `/api/cases/${id}/verify`)).json();
    assert.equal(verdict.ok, true, JSON.stringify(verdict));
    const log = (await call('auditor', `/api/cases/${id}/log`)).json();
    assert.deepEqual(
      log.items.map(({ command }: { command: { kind: string } }) => command.kind),
      ['start', 'migrate', 'skip'],
    );
    assert.equal(log.items[1].note, 'five days are enough');
    assert.equal(log.items[1].actor, 'Osoba processOwner');
    const audit = (await call('auditor', `/api/cases/${id}/audit`)).json();
    assert.equal(audit.migratedTo.length, 1);
  });

  const between = () => ({ from: versions[0], to: versions[1] });
  const instanceAt = (caseId: string): string => {
    const { instances, root } = driver.state(caseId);
    return Object.keys(instances).find((id) => id !== root) ?? '';
  };

  async function preview(more: object) {
    const answer = await call('processOwner', `${base}/preview`, { ...between(), ...more });
    assert.equal(answer.statusCode, 200, answer.body);
    return migrationPreview.parse(answer.json());
  }

  async function result(id: string): Promise<CaseMigrationResults> {
    return caseMigrationResults.parse((await call('processOwner', `/api/migrations/${id}`)).json());
  }

  async function deploy(xml: string): Promise<string> {
    const answer = await call('administrator', '/api/deployments', { xml });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json().deployment.id;
  }

  async function call(role: Role, url: string, payload?: object) {
    const headers = { cookie: await api.cookie(role) };
    return payload === undefined
      ? api.app.inject({ method: 'GET', url, headers })
      : api.app.inject({ method: 'POST', url, payload, headers });
  }
});
