import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { readOpenItemsFile } from '@krok/imports';
import { CaseDriver } from './support/drive-cases.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const example = readFileSync(new URL('../../../docs/how-to/open-items-example.csv', import.meta.url));
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<process id="approvals" isExecutable="true"><startEvent id="S" /><sequenceFlow id="f1" sourceRef="S" targetRef="a" />
<serviceTask id="a" name="Zgoda na pozew"><extensionElements><zeebe:taskDefinition type="approve" /><zeebe:taskHeaders>
<zeebe:header key="approves" value="file-in-epu" /><zeebe:header key="candidateGroups" value="approver, manager" /></zeebe:taskHeaders></extensionElements></serviceTask>
<sequenceFlow id="f2" sourceRef="a" targetRef="E" /><endEvent id="E" /></process></definitions>`;

describe('approval by a second person', () => {
  let api: TestApi;
  let id: string;
  before(async () => {
    api = await testApi({ manualClockAt: Date.UTC(2026, 6, 1, 10) });
    const { store, organisationId } = api;
    const cases = new CaseDriver(store);
    const creditorId = await store.parties.addCreditor({ organisationId, name: 'Wierzyciel' });
    const { file, sha256 } = readOpenItemsFile(example);
    await store.ledger.importOpenItems({ creditorId, sha256, fileName: 'example.csv', file, by: null });
    assert.equal((await call('POST', '/api/deployments', 'administrator', { xml })).statusCode, 201);
    const [invoice] = await store.ledger.invoices({ organisationId, paid: false });
    assert.ok(invoice);
    const { id: subject, debtorId } = invoice;
    await store.cases.create({
      organisationId,
      processId: 'approvals',
      variables: {},
      creditorId,
      debtorId,
      subject,
    });
    await cases.settle();
    await store.acts.planBundles(`${creditorId}:${debtorId}`, ({ acts }) => ({
      acts: acts.map(({ id: actId }) => ({ kind: 'bundle', actId, bundle: 'b' })),
      bundles: [{ bundle: 'b', channel: 'approval', kind: 'internal', performer: 'person' }],
    }));
    const [bundle] = await store.acts.worklist({ organisationId, channel: 'approval' });
    assert.ok(bundle);
    id = bundle.id;
  });
  after(() => api.close());

  async function call(
    method: 'GET' | 'POST',
    url: string,
    role: 'administrator' | 'approver' | 'collector',
    payload?: object,
  ) {
    const headers = { cookie: await api.cookie(role) };
    return api.app.inject({ method, url, headers, ...(payload && { payload }) });
  }

  it('is offered to approvers, with the invoices and amounts of now', async () => {
    const offered = (await call('GET', '/api/work', 'approver')).json();
    assert.deepEqual(
      offered.items.map((item: { id: string; candidateGroups: string[] }) => [item.id, item.candidateGroups]),
      [[id, ['approver', 'manager']]],
    );
    assert.deepEqual((await call('GET', '/api/work', 'collector')).json().items, []);
    const view = (await call('GET', `/api/work/${id}/approval`, 'approver')).json();
    assert.equal(view.creditorName, 'Wierzyciel');
    assert.equal(view.items.length, 1);
    assert.ok(view.items[0].amount > 0 && view.items[0].invoiceNumber !== null);
    assert.equal(view.items[0].approves, 'file-in-epu');
  });

  it('is decided by the hash of what was shown, by an approver, once', async () => {
    const { hash, version } = (await call('GET', `/api/work/${id}/approval`, 'approver')).json();
    const url = `/api/work/${id}/decision`;
    const decision = { approved: true, version, hash };
    assert.equal((await call('POST', url, 'collector', decision)).statusCode, 403);
    const stale = await call('POST', url, 'approver', { ...decision, hash: '0'.repeat(64) });
    assert.deepEqual([stale.statusCode, stale.json().code], [409, 'work-changed']);
    const completed = await call('POST', `/api/work/${id}/complete`, 'administrator', { outcome: 'done', version });
    assert.deepEqual([completed.statusCode, completed.json().code], [409, 'needs-decision']);
    const decided = await call('POST', url, 'approver', decision);
    assert.equal(decided.statusCode, 200, decided.body);
    assert.equal((await call('POST', url, 'approver', decision)).json().code, 'work-closed');
  });
});
