import { byId } from '@krok/engine';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CaseSummary, DiagramState, LoggedStep, WorkItem } from '@krok/contracts/schemas';
import { CaseDriver } from './support/drive-cases.ts';
import { demoXml, testApi, type TestApi } from './support/test-api.ts';

const start = Date.parse('2026-11-23T09:00:00Z');

describe('the life of a case over the API', () => {
  let api: TestApi;
  let cases: CaseDriver;
  before(async () => {
    api = await testApi({ manualClockAt: start });
    cases = new CaseDriver(api.store);
    await post('administrator', '/api/deployments', { name: 'first-reminder.bpmn', xml: demoXml() }, 201);
  });
  after(() => api.close());

  async function get(role: Parameters<TestApi['cookie']>[0], url: string, status = 200) {
    const answer = await api.app.inject({ url, headers: { cookie: await api.cookie(role) } });
    assert.equal(answer.statusCode, status, `${url}: ${answer.body}`);
    return answer.json();
  }
  async function post(role: Parameters<TestApi['cookie']>[0], url: string, payload: object, status: number) {
    const answer = await api.app.inject({ method: 'POST', url, payload, headers: { cookie: await api.cookie(role) } });
    assert.equal(answer.statusCode, status, `${url}: ${answer.body}`);
    return answer.json();
  }
  async function startCase(businessKey: string, variables: object = {}): Promise<CaseSummary> {
    const line = await post(
      'collector',
      '/api/cases',
      {
        processId: 'first-reminder',
        businessKey,
        variables: { invoiceNumber: businessKey, amount: 12_345, ...variables },
      },
      201,
    );
    await cases.settle();
    return line;
  }
  async function reminded(line: CaseSummary): Promise<void> {
    const [job] = Object.keys(byId(cases.state(line.id).jobs));
    await cases.command(line.id, `mail ${line.id}`, { kind: 'completeJob', job: job ?? '', variables: {} });
  }
  async function passed(minutes: number): Promise<void> {
    const { now } = await get('administrator', '/api/clock');
    await post(
      'administrator',
      '/api/clock/advance',
      { to: new Date(Date.parse(now) + minutes * 60_000).toISOString() },
      200,
    );
    await cases.settle();
  }

  it('deploys XML as a file or in JSON, and shows what is in force', async () => {
    const cookie = await api.cookie('processOwner');
    const file = await api.app.inject({
      method: 'POST',
      url: '/api/deployments?name=again',
      headers: { cookie, 'content-type': 'application/xml' },
      payload: demoXml().replaceAll('first-reminder', 'second'),
    });
    assert.equal(file.statusCode, 201, file.body);
    const { items } = await get('collector', '/api/processes');
    assert.deepEqual(items.map((one: { processId: string }) => one.processId).sort(), ['first-reminder', 'second']);
    const { items: deployments, total } = await get('auditor', '/api/deployments');
    assert.equal(total, 2);
    assert.equal(deployments[0].deployedBy, 'Osoba processOwner');
    const xml = await api.app.inject({ url: `/api/deployments/${deployments[1].id}/xml`, headers: { cookie } });
    assert.equal(xml.body, demoXml());
    assert.match(String(xml.headers['content-type']), /^application\/xml/);
  });

  it('refuses a diagram that cannot run with element, reason and place', async () => {
    const broken = demoXml()
      .replace('targetRef="send-reminder"', 'targetRef="nowhere"')
      .replace('=outcome = "paid"', '=outcome = (');
    const problem = await post('administrator', '/api/deployments', { xml: broken }, 422);
    assert.equal(problem.code, 'diagram-refused');
    const errors = problem.findings.filter((finding: { severity: string }) => finding.severity === 'error');
    assert.ok(
      errors.some(
        (finding: { element?: string; message: string; line?: number }) =>
          finding.element !== undefined && finding.line !== undefined && finding.message.length > 10,
      ),
      JSON.stringify(errors),
    );
    await post('administrator', '/api/deployments', { xml: '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }, 422);
    assert.equal(
      (await post('administrator', '/api/deployments', { xml: `<x>${' '.repeat(1024 * 1024)}</x>` }, 413)).code,
      'body-too-large',
    );
  });

  it('refuses variables that a case could not take, and begins none', async () => {
    const { total } = await get('collector', '/api/cases');
    const lists: readonly (readonly [object, RegExp])[] = [
      // 10 KB of text, but every number counts.
      [{ list: Array.from({ length: 5_000 }, () => 1) }, /variable "list" to take at most 32768 bytes/],
      [Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`v${n}`, 'x'.repeat(30_000)])), /at most 256 KB/],
    ];
    for (const [variables, expected] of lists) {
      const body = { processId: 'first-reminder', businessKey: 'FV/0', variables };
      const refused = await post('collector', '/api/cases', body, 400);
      assert.equal(refused.code, 'invalid-input');
      assert.match(refused.errors[0].detail, expected);
    }
    assert.equal((await get('collector', '/api/cases')).total, total);
  });

  it('starts, lists and finds cases, and keeps one open case per invoice', async () => {
    const line = await startCase('FV/1', { wait: 'PT90M' });
    assert.equal(line.status, 'starting');
    const again = await post('collector', '/api/cases', { processId: 'first-reminder', businessKey: 'FV/1' }, 409);
    assert.equal(again.code, 'case-exists');
    await startCase('FV/2', { wait: 'PT90M' });
    const found = await get('salesperson', '/api/cases?text=fv/2&status=active&size=1');
    assert.deepEqual(
      [found.total, found.items[0].businessKey, found.items[0].processName],
      [1, 'FV/2', 'Pierwsze przypomnienie'],
    );
    const second = await get('salesperson', '/api/cases?page=2&size=1');
    assert.equal(second.items[0].businessKey, 'FV/1');
    assert.ok(second.total >= 2);
    assert.equal((await get('salesperson', '/api/cases?text=%25')).total, 0, 'a percent sign is no wildcard');
  });

  it('shows tokens, taken path and time line, now and at any step', async () => {
    const line = await startCase('FV/3');
    await reminded(line);
    const state: DiagramState = await get('collector', `/api/cases/${line.id}/diagram-state`);
    assert.equal(state.xml, demoXml());
    assert.deepEqual(state.tokens, [{ elementId: 'waiting', count: 1 }]);
    assert.equal(state.taken.flows['to-waiting'], 1);
    assert.equal(state.taken.elements['send-reminder'], 1);
    assert.equal(state.variables['amount'], 12_345);
    assert.deepEqual(state.messages.map(({ name }) => name).sort(), ['invoice-withdrawn', 'payment-received']);
    assert.equal(state.timers[0]?.due, new Date(start + 120_000).toISOString());

    const before = await get('auditor', `/api/cases/${line.id}/log/1`);
    assert.deepEqual([before.seq, before.head, before.tokens], [1, 2, [{ elementId: 'send-reminder', count: 1 }]]);
    await get('auditor', `/api/cases/${line.id}/log/3`, 404);

    const { items, head }: { items: LoggedStep[]; head: number } = await get('auditor', `/api/cases/${line.id}/log`);
    assert.equal(head, 2);
    assert.deepEqual(
      items.map(({ command }) => [command.kind, command.elementId ?? null]),
      [
        ['start', null],
        ['completeJob', 'send-reminder'],
      ],
    );
    assert.ok(
      items[0]?.events.some(
        ({ kind, elementId, elementName }) =>
          kind === 'jobCreated' && elementId === 'send-reminder' && elementName === 'Wyślij przypomnienie',
      ),
    );
    assert.deepEqual(await get('auditor', `/api/cases/${line.id}/verify`), {
      ok: true,
      steps: 2,
      chain: { ok: true, detail: null },
      rerun: { ok: true, detail: null },
    });
  });

  it('gives work to one person, who completes it with an outcome that the case acts upon', async () => {
    const line = await startCase('FV/4');
    await reminded(line);
    await passed(3);
    const { items }: { items: WorkItem[] } = await get('collector', `/api/work?caseId=${line.id}`);
    const [item] = items;
    assert.ok(item);
    assert.deepEqual(
      [item.title, item.claimedBy, item.cases[0]?.businessKey, item.cases[0]?.elementId],
      ['Zadzwoń do dłużnika', null, 'FV/4', 'call-debtor'],
    );
    assert.equal((await get('collector', `/api/cases/${line.id}`)).openWork, 1);

    const claims = await Promise.all(
      (['collector', 'manager', 'collector', 'manager'] as const).map(
        async (role) =>
          (
            await api.app.inject({
              method: 'POST',
              url: `/api/work/${item.id}/claim`,
              headers: { cookie: await api.cookie(role) },
            })
          ).statusCode,
      ),
    );
    assert.ok(claims.includes(200) && claims.includes(409), claims.join());
    const winner = claims[0] === 200 ? 'collector' : 'manager';
    const [mine]: WorkItem[] = (await get(winner, '/api/work?mine=true')).items;
    assert.ok(mine);
    const stale = await post(winner, `/api/work/${item.id}/complete`, { outcome: 'paid', version: 0 }, 409);
    assert.equal(stale.code, 'work-changed');
    const loser = winner === 'collector' ? 'manager' : 'collector';
    assert.equal(
      (await post(loser, `/api/work/${item.id}/complete`, { outcome: 'paid', version: mine.version }, 409)).code,
      'work-taken',
    );
    const note = 'Zapłaci dziś.\nProsi o rachunek.';
    assert.deepEqual(
      await post(winner, `/api/work/${item.id}/complete`, { outcome: 'paid', note, version: mine.version }, 200),
      { cases: [line.id] },
    );
    assert.equal(
      (await post(winner, `/api/work/${item.id}/complete`, { outcome: 'paid', version: mine.version }, 409)).code,
      'work-closed',
    );
    await cases.settle();
    const ended: CaseSummary = await get('collector', `/api/cases/${line.id}`);
    assert.deepEqual([ended.status, ended.openWork], ['completed', 0]);
    const log: { items: LoggedStep[] } = await get('auditor', `/api/cases/${line.id}/log`);
    assert.deepEqual([log.items.at(-1)?.actor, log.items.at(-1)?.note], [`Osoba ${winner}`, note]);
    assert.ok(!JSON.stringify(log.items.at(-1)?.command).includes('rachunek'), 'free text stays out of commands');
    assert.equal(log.items[0]?.actor, 'Osoba collector', 'who started it');
  });

  it('delivers a message to the case that waits, and says 409 once it is closed', async () => {
    const line = await startCase('FV/5');
    await reminded(line);
    const send = (payload: object, status: number) => post('accountant', '/api/messages', payload, status);
    assert.equal((await send({ name: 'no-such-message', caseId: line.id }, 409)).code, 'not-waiting');
    const sent = await send({ name: 'payment-received', correlationKey: 'FV/5', messageId: 'bank-1' }, 202);
    assert.deepEqual([sent.outcome, sent.delivered, sent.messageId], ['delivered', 1, 'bank-1']);
    assert.equal(
      (await send({ name: 'payment-received', correlationKey: 'FV/5', messageId: 'bank-1' }, 202)).outcome,
      'duplicate',
    );
    await cases.settle();
    assert.equal((await get('collector', `/api/cases/${line.id}`)).status, 'completed');
    assert.equal((await send({ name: 'payment-received', caseId: line.id }, 409)).code, 'case-closed');
    assert.equal(
      (await send({ name: 'payment-received', correlationKey: 'nobody', timeToLiveSeconds: 0 }, 202)).outcome,
      'discarded',
    );
    assert.equal((await send({ name: 'payment-received', correlationKey: 'nobody' }, 202)).outcome, 'kept');
    assert.deepEqual(await post('manager', '/api/signals', { name: 'nobody listens' }, 202), { cases: 0, started: [] });
  });

  it('offers external jobs, shows incidents and resumes after them', async () => {
    const xml = demoXml()
      .replaceAll('first-reminder', 'outside')
      .replaceAll('type="send-email"', 'type="outside-work"');
    await post('administrator', '/api/deployments', { xml }, 201);
    const line = await post(
      'manager',
      '/api/cases',
      { processId: 'outside', variables: { invoiceNumber: 'X', amount: 1 } },
      201,
    );
    await cases.settle();
    const offered = async () => (await get('administrator', `/api/jobs?type=outside-work&caseId=${line.id}`)).items;
    const [job] = await offered();
    assert.deepEqual([job.elementId, job.retries, job.variables.amountText], ['send-reminder', 3, '0,01']);
    const url = `/api/jobs/${line.id}/${job.job}`;
    await post('administrator', `${url}/fail`, { retries: 0, message: 'the printer is on fire' }, 202);
    await post('administrator', `${url}/complete`, {}, 409);
    await cases.settle();
    const [incident] = (await get('manager', '/api/incidents')).items;
    assert.deepEqual(
      [incident.elementId, incident.cause, incident.message],
      ['send-reminder', 'jobRetriesExhausted', 'the printer is on fire'],
    );
    assert.equal((await get('collector', '/api/cases?incidents=true')).items[0].id, line.id);
    const resolve = `/api/cases/${line.id}/incidents/${incident.incidentId}/resolve`;
    await post('collector', resolve, {}, 403);
    await post('manager', resolve, { retries: 2 }, 202);
    await cases.settle();
    assert.equal((await post('manager', resolve, {}, 409)).code, 'incident-closed');
    assert.equal((await offered())[0].retries, 2);
    await post('administrator', `${url}/complete`, { variables: {} }, 202);
    await cases.settle();
    assert.deepEqual((await get('collector', `/api/cases/${line.id}/diagram-state`)).tokens, [
      { elementId: 'waiting', count: 1 },
    ]);
    await post('administrator', `/api/messages`, { name: 'payment-received', correlationKey: 'X' }, 202);
    await cases.settle();
    assert.equal((await post('administrator', `${url}/error`, { code: 'E' }, 409)).code, 'case-closed');
    assert.equal((await post('manager', resolve, {}, 409)).code, 'case-closed');
  });

  it('lets a person decide what became of a mail that nobody knows of', async () => {
    const { store, organisationId } = api;
    const debtorId = await store.parties.addDebtor({
      organisationId,
      name: 'Dłużnik Nieznany',
      email: 'd@dom.example',
    });
    const line: CaseSummary = await post(
      'collector',
      '/api/cases',
      { processId: 'first-reminder', businessKey: 'FV/7', debtorId, variables: { invoiceNumber: 'FV/7', amount: 1 } },
      201,
    );
    assert.equal(line.debtorName, 'Dłużnik Nieznany');
    await cases.settle();
    const [act] = await store.acts.ofCase(line.id);
    assert.ok(act);
    const { machineBundles } = await store.acts.planBundles(act.deskKey, ({ acts, now }) => ({
      acts: acts.map(({ id }) => ({ kind: 'bundle', actId: id, bundle: 'mail' })),
      bundles: [{ bundle: 'mail', channel: 'email', kind: act.kind, performer: 'machine', performAt: now }],
    }));
    const started = await store.acts.recordIntent(machineBundles[0]?.bundleId ?? '');
    assert.ok(started.kind === 'attempt');
    await store.acts.recordAttempt(started.effect.id);
    await store.acts.recordOutcome(started.effect.id, {
      kind: 'unknown',
      error: 'the connection broke after the text',
    });

    const [effect] = (await get('manager', '/api/effects/unknown')).items;
    assert.deepEqual(
      [effect.channel, effect.debtorName, effect.cases[0]?.caseId],
      ['email', 'Dłużnik Nieznany', line.id],
    );
    await post('collector', `/api/effects/${effect.id}/reconcile`, { outcome: 'delivered' }, 403);
    await post('manager', `/api/effects/${effect.id}/reconcile`, { outcome: 'perhaps' }, 400);
    await post('manager', `/api/effects/${effect.id}/reconcile`, { outcome: 'delivered' }, 200);
    assert.equal(
      (await post('manager', `/api/effects/${effect.id}/reconcile`, { outcome: 'delivered' }, 409)).code,
      'effect-known',
    );
    assert.deepEqual((await get('manager', '/api/effects/unknown')).items, []);
    await cases.settle();
    assert.deepEqual((await get('collector', `/api/cases/${line.id}/diagram-state`)).tokens, [
      { elementId: 'waiting', count: 1 },
    ]);
  });

  it('moves a manual clock forward only', async () => {
    const clock = await get('administrator', '/api/clock');
    assert.equal(clock.mode, 'manual');
    assert.equal(
      (await post('administrator', '/api/clock/advance', { to: '2020-01-01T00:00:00Z' }, 409)).code,
      'clock-backwards',
    );
  });

  it('keeps organisations apart', async () => {
    const other = await testApi();
    try {
      const line = await startCase('FV/6', { wait: 'PT90M' });
      // The same database, seen by a person of another organisation.
      const organisationId = await api.store.organisations.create({
        name: 'Inna',
        clock: { mode: 'real' },
        zone: 'Europe/Warsaw',
        calendar: (await api.store.organisations.read(api.organisationId)).calendar,
      });
      const { user, passwordHash } = (await api.store.users.forSignIn('administrator@test.example')) ?? assert.fail();
      assert.ok(user);
      await api.store.users.create({
        organisationId,
        email: 'stranger@test.example',
        name: 'Obcy',
        roles: ['administrator'],
        passwordHash,
      });
      const { signIn } = await import('./support/test-api.ts');
      const cookie = await signIn(api, 'stranger@test.example');
      for (const path of ['', '/diagram-state', '/log', '/log/1', '/verify']) {
        assert.equal(
          (await api.app.inject({ url: `/api/cases/${line.id}${path}`, headers: { cookie } })).statusCode,
          404,
          path,
        );
      }
      assert.equal((await api.app.inject({ url: '/api/cases', headers: { cookie } })).json().total, 0);
      assert.equal(
        (
          await api.app.inject({
            method: 'POST',
            url: '/api/cases',
            headers: { cookie },
            payload: { processId: 'first-reminder' },
          })
        ).statusCode,
        400,
      );
    } finally {
      await other.close();
    }
  });
});
