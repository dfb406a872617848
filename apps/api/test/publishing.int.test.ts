import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Role } from '@krok/contracts/schemas';
import { CaseDriver } from './support/drive-cases.ts';
import { demoXml, testApi, type TestApi } from './support/test-api.ts';
import { waitingProcedure } from './support/waiting-procedure.ts';

describe('publishing by two people', () => {
  let api: TestApi;
  let cases: CaseDriver;
  let processId = '';

  before(async () => {
    api = await testApi({ manualClockAt: Date.parse('2026-11-23T09:00:00Z') });
    cases = new CaseDriver(api.store);
    const deployed = await ask('POST', '/api/deployments', { xml: demoXml() });
    processId = deployed.json().deployment.processes[0].processId;
  });
  after(() => api.close());

  async function ask(method: 'GET' | 'POST' | 'PUT', url: string, body?: object, as: Role = 'processOwner') {
    return api.app.inject({
      method,
      url,
      headers: { cookie: await api.cookie(as) },
      ...(body !== undefined && { payload: body }),
    });
  }
  const line = async (as: Role = 'processOwner') => (await ask('GET', '/api/drafts', undefined, as)).json().items[0];

  it('is a rule that an administrator sets, in versions', async () => {
    assert.equal((await ask('PUT', '/api/publishing', { version: 0, secondPerson: true })).statusCode, 403);
    const set = await ask('PUT', '/api/publishing', { version: 0, secondPerson: true }, 'administrator');
    assert.deepEqual([set.json().version, set.json().secondPerson], [1, true], set.body);
    const stale = await ask('PUT', '/api/publishing', { version: 0, secondPerson: false }, 'administrator');
    assert.equal(stale.json().code, 'setting-changed');
    assert.equal((await ask('GET', '/api/publishing', undefined, 'auditor')).json().secondPerson, true);
  });

  it('one asks, another publishes; a request is void once the draft is saved again', async () => {
    const { id } = (await ask('POST', '/api/drafts', { from: 'live', processId }, 'manager')).json();
    const draft = (await ask('GET', `/api/drafts/${id}`)).json();
    const over = draft.baseDeploymentId;
    const publish = (revision: number, as: Role) =>
      ask('POST', `/api/drafts/${id}/publish`, { revision, note: 'Bo tak', over }, as);
    assert.equal((await publish(1, 'processOwner')).json().code, 'second-person-needed');

    const changed = draft.files[0].content.replace('duration("PT2M")', 'duration("PT5M")');
    const files = [{ kind: 'bpmn', name: draft.files[0].name, content: changed }];
    await ask('POST', `/api/drafts/${id}/request`, { revision: 1, note: 'Pięć minut' }, 'manager');
    await ask('PUT', `/api/drafts/${id}`, { revision: 1, name: 'Nazwa', files }, 'manager');
    assert.equal((await publish(2, 'processOwner')).json().code, 'second-person-needed');

    await ask('POST', `/api/drafts/${id}/request`, { revision: 2, note: 'Pięć minut' }, 'processOwner');
    assert.equal((await publish(2, 'processOwner')).json().code, 'own-act');
    assert.deepEqual([(await line()).request.own, (await line('manager')).request.own], [true, false]);

    await ask('POST', `/api/drafts/${id}/decline`, { note: 'Za krótko' }, 'administrator');
    assert.deepEqual((await line()).request.declined, { by: 'Osoba administrator', note: 'Za krótko' });
    assert.equal((await publish(2, 'administrator')).json().code, 'second-person-needed');

    await ask('POST', `/api/drafts/${id}/request`, { revision: 2, note: 'Pięć minut' }, 'manager');
    const done = await publish(2, 'processOwner');
    assert.equal(done.statusCode, 201, done.body);
    const [newest] = (await ask('GET', `/api/processes/${processId}/versions`)).json().items;
    assert.deepEqual([newest.publishedBy, newest.requestedBy], ['Osoba processOwner', 'Osoba manager']);
  });

  it('leaves no way around: neither a deployment nor an earlier version', async () => {
    const deployed = await ask('POST', '/api/deployments', { xml: waitingProcedure });
    assert.deepEqual([deployed.statusCode, deployed.json().code], [409, 'second-person-needed']);
    const [, former] = (await ask('GET', `/api/processes/${processId}/versions`)).json().items;
    const back = { deploymentId: former.deploymentId, note: 'Wracamy' };
    const restored = await ask('POST', `/api/processes/${processId}/restore`, back);
    assert.equal(restored.json().code, 'second-person-needed');
    await ask('PUT', '/api/publishing', { version: 1, secondPerson: false }, 'administrator');
    assert.equal((await ask('POST', '/api/deployments', { xml: waitingProcedure })).statusCode, 201);
  });

  it('the heat of a procedure: where cases stand, and what they went through', async () => {
    const heat = async () => (await ask('GET', '/api/processes/waiting/heat?days=7', undefined, 'manager')).json();
    assert.deepEqual([(await heat()).openCases, (await heat()).standing], [0, []]);
    for (const businessKey of ['FV/1', 'FV/2', 'FV/3']) {
      const started = await ask(
        'POST',
        '/api/cases',
        { processId: 'waiting', businessKey, variables: {} },
        'collector',
      );
      assert.equal(started.statusCode, 201, started.body);
    }
    await cases.settle();
    const { openCases, openElsewhere, standing, passed, version } = await heat();
    assert.deepEqual([openCases, openElsewhere, version], [3, 0, 1]);
    assert.deepEqual(standing, [{ element: 'wait', cases: 3, incidents: 0 }]);
    assert.deepEqual(
      passed.filter(({ element }: { element: string }) => ['start', 'wait', 'mail'].includes(element)),
      [
        { element: 'start', cases: 3, times: 3 },
        { element: 'wait', cases: 3, times: 3 },
      ],
    );
    const changed = waitingProcedure.replace('7)', '5)');
    assert.notEqual(changed, waitingProcedure);
    assert.equal((await ask('POST', '/api/deployments', { xml: changed })).statusCode, 201);
    assert.deepEqual([(await heat()).openCases, (await heat()).openElsewhere], [0, 3]);
  });
});
