import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { readOpenItemsFile } from '@krok/imports';
import { CaseDriver } from './support/drive-cases.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const example = readFileSync(new URL('../../../docs/how-to/open-items-example.csv', import.meta.url));
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<process id="calls" isExecutable="true"><startEvent id="S" /><sequenceFlow id="f1" sourceRef="S" targetRef="call" />
<serviceTask id="call" name="Zadzwoń"><extensionElements><zeebe:taskDefinition type="call-debtor" /></extensionElements></serviceTask>
<sequenceFlow id="f2" sourceRef="call" targetRef="E" /><endEvent id="E" /></process></definitions>`;

describe('what a debtor says on the phone', () => {
  let api: TestApi;
  let cases: CaseDriver;
  let creditorId: string;
  before(async () => {
    api = await testApi({ manualClockAt: Date.UTC(2026, 6, 1, 10) });
    const { store, organisationId } = api;
    cases = new CaseDriver(store);
    creditorId = await store.parties.addCreditor({ organisationId, name: 'Wierzyciel' });
    const { file, sha256 } = readOpenItemsFile(example);
    await store.ledger.importOpenItems({ creditorId, sha256, fileName: 'example.csv', file, by: null });
    await post('/api/deployments', { xml }, 201);
  });
  after(() => api.close());

  async function post(url: string, payload: object, status: number) {
    const headers = { cookie: await api.cookie('administrator') };
    const answer = await api.app.inject({ method: 'POST', url, payload, headers });
    assert.equal(answer.statusCode, status, answer.body);
    return answer.json();
  }

  /** A call about invoices of the first debtor, on the worklist. */
  async function callAbout(...numbers: readonly string[]) {
    const { store, organisationId } = api;
    const invoices = (await store.ledger.invoices({ organisationId })).filter(({ number }) => numbers.includes(number));
    const [{ debtorId } = { debtorId: '' }] = invoices;
    for (const { id: subject } of invoices) {
      const variables = { invoiceId: subject };
      await store.cases.create({ organisationId, processId: 'calls', variables, creditorId, debtorId, subject });
    }
    await cases.settle();
    await store.acts.planBundles(`${creditorId}:${debtorId}`, ({ acts }) => ({
      acts: acts.map(({ id: actId }) => ({ kind: 'bundle', actId, bundle: 'b' })),
      bundles: [{ bundle: 'b', channel: 'call', kind: 'demand', performer: 'person' }],
    }));
    const [bundle] = await store.acts.worklist({ organisationId, channel: 'call' });
    assert.equal(bundle?.acts.length, numbers.length);
    const ledger = async () =>
      (await store.ledger.debtor(debtorId)).find((each) => each.creditorId === creditorId) ?? assert.fail();
    return { bundle, ledger, numbers: new Map(invoices.map(({ id, number }) => [id, number])) };
  }

  it('a promise is kept in the ledger for every invoice of the call, and each case hears the outcome', async () => {
    const { bundle, ledger, numbers } = await callAbout('FV/2026/05/0001', 'FV/2026/06/0002');
    const variables = { promiseDate: '2026-07-10' };
    const { version } = bundle;
    const done = await post(`/api/work/${bundle.id}/complete`, { outcome: 'promise', version, variables }, 200);
    assert.equal(done.cases.length, 2);
    const [promise] = (await ledger()).promises;
    assert.deepEqual(
      [promise?.promisedOn, promise?.items.map(({ invoiceId, state }) => [numbers.get(invoiceId), state]).sort()],
      [
        '2026-07-10',
        [
          ['FV/2026/05/0001', 'open'],
          ['FV/2026/06/0002', 'open'],
        ],
      ],
    );
    await cases.settle();
    for (const caseId of done.cases) assert.equal((await api.store.cases.read(caseId)).status, 'completed');
  });

  it('a dispute is opened with what the collector noted', async () => {
    const { bundle, ledger } = await callAbout('FV/2026/05/0001');
    const said = { outcome: 'dispute', version: bundle.version, note: 'Towar uszkodzony' };
    await post(`/api/work/${bundle.id}/complete`, said, 200);
    assert.deepEqual(
      (await ledger()).holds.map(({ kind, reason }) => [kind, reason]),
      [['dispute', 'Towar uszkodzony']],
    );
  });
});
