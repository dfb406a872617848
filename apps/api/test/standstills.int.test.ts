import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CaseDriver } from './support/drive-cases.ts';
import { demoXml, testApi, type TestApi } from './support/test-api.ts';

describe('what stands still outside its diagram', () => {
  let api: TestApi;
  let caseId: string;
  before(async () => {
    api = await testApi({ manualClockAt: Date.parse('2026-11-23T09:00:00Z') });
    await call('administrator', 'POST', '/api/deployments', 201, { name: 'first-reminder.bpmn', xml: demoXml() });
    const body = { processId: 'first-reminder', businessKey: 'FV/7', variables: { invoiceNumber: 'FV/7', amount: 1 } };
    caseId = (await call('collector', 'POST', '/api/cases', 201, body)).id;
    await new CaseDriver(api.store).settle();
  });
  after(() => api.close());

  async function call(
    role: Parameters<TestApi['cookie']>[0],
    method: 'GET' | 'POST',
    url: string,
    status: number,
    payload?: object,
  ) {
    const answer = await api.app.inject({
      method,
      url,
      headers: { cookie: await api.cookie(role) },
      ...(payload && { payload }),
    });
    assert.equal(answer.statusCode, status, `${url}: ${answer.body}`);
    return answer.json();
  }

  async function setAside(): Promise<string> {
    const commandId = await api.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { a: 1 } });
    await api.store.outbox.takePending(50);
    await api.store.outbox.setAside(commandId, 'unstorable', 'SQLSTATE 22021, table act');
    return commandId;
  }

  it('is in the list of incidents with its cause and its remedy, and goes on from there', async () => {
    const commandId = await setAside();
    const { items } = await call('manager', 'GET', '/api/incidents', 200);
    const line = items.find((each: { caseId: string }) => each.caseId === caseId);
    assert.deepEqual([line.cause, line.remedy, line.businessKey], ['unstorable', 'sendAgain', 'FV/7']);
    assert.match(line.message, /^SQLSTATE 22021, table act Mend what the database refuses/);
    const url = `/api/cases/${caseId}/incidents/${line.incidentId}/resolve`;
    await call('collector', 'POST', url, 403, {});
    assert.deepEqual(await call('manager', 'POST', url, 202, {}), { commandId });
    const [row] = await api.store.outbox.takePending(50);
    assert.deepEqual([row?.id, row?.sending], [commandId, 1]);
    await api.store.outbox.delivered(commandId);
  });

  it('is dropped when nothing can mend it, once', async () => {
    const commandId = await setAside();
    const { items } = await call('manager', 'GET', '/api/standstills', 200);
    const { id } = items.find((each: { commandId: string }) => each.commandId === commandId);
    await call('manager', 'POST', `/api/standstills/${id}/drop`, 200);
    await call('manager', 'POST', `/api/standstills/${id}/drop`, 404);
    const [refused] = await api.store.outbox.refusedCommands(caseId);
    assert.deepEqual([refused?.id, refused?.rejection?.code], [commandId, 'unstorable']);
  });

  it('says that a log which is behind must be rebuilt', async () => {
    await api.store.standstills.note({ workflowId: `case:${caseId}`, cause: 'logBehind', detail: 'Step 3 of 5.' });
    const { items } = await call('manager', 'GET', '/api/standstills', 200);
    const behind = items.find((each: { cause: string }) => each.cause === 'logBehind');
    assert.equal(behind.remedy, 'rebuild');
    const problem = await call('manager', 'POST', `/api/standstills/${behind.id}/retry`, 409);
    assert.equal(problem.code, 'needs-rebuild');
    assert.equal((await call('manager', 'POST', `/api/standstills/${behind.id}/drop`, 409)).code, 'nothing-set-aside');
  });

  it('names work that belongs to no case, and wakes it', async () => {
    const { organisationId } = api;
    const creditorId = await api.store.parties.addCreditor({ organisationId, name: 'Hurtownia' });
    const deskId = `desk:${creditorId}:${caseId}`;
    for (const workflowId of [deskId, `daily:${organisationId}`]) {
      await api.store.standstills.note({ workflowId, cause: 'brokenWorkflow', detail: 'TypeError (attempt 9)' });
    }
    const { items } = await call('manager', 'GET', '/api/standstills', 200);
    const found = items.filter((each: { caseId: string | null }) => each.caseId === null);
    assert.deepEqual(
      found.map(({ owner, about, remedy }: { owner: string; about: string | null; remedy: string }) => [
        owner,
        about,
        remedy,
      ]),
      [
        ['desk', 'Hurtownia', 'mend'],
        ['daily', null, 'mend'],
      ],
    );
    await call('collector', 'POST', `/api/standstills/${found[0].id}/retry`, 403);
    await call('manager', 'POST', `/api/standstills/${found[0].id}/retry`, 202);
    assert.ok((await api.store.outbox.takeDeskWakes()).includes(deskId.slice('desk:'.length)));
  });
});
