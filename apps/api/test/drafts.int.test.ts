import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Role } from '@krok/contracts/schemas';
import { demoXml, testApi, type TestApi } from './support/test-api.ts';

describe('drafts of procedures', () => {
  let api: TestApi;
  let processId = '';
  let live = '';

  before(async () => {
    api = await testApi();
    const deployed = await ask('POST', '/api/deployments', { xml: demoXml() });
    live = deployed.json().deployment.id;
    processId = deployed.json().deployment.processes[0].processId;
  });
  after(() => api.close());

  async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, as: Role = 'processOwner') {
    return api.app.inject({
      method,
      url,
      headers: { cookie: await api.cookie(as) },
      ...(body !== undefined && { payload: body }),
    });
  }
  const open = async (as: Role = 'processOwner') =>
    (await ask('POST', '/api/drafts', { from: 'live', processId }, as)).json();
  const read = async (id: string) => (await ask('GET', `/api/drafts/${id}`)).json();
  const diagram = (content: string) => ({ kind: 'bpmn', name: `${processId}.bpmn`, content });
  const versions = async () => (await ask('GET', `/api/processes/${processId}/versions`)).json().items;

  it('two people open one draft; the second to save is told', async () => {
    const first = await open();
    const second = await open('manager');
    assert.deepEqual([first.created, second], [true, { id: first.id, created: false }]);
    const draft = await read(first.id);
    assert.deepEqual([draft.revision, draft.processId, draft.baseDeploymentId], [1, processId, live]);
    assert.equal(draft.files[0].content, demoXml());
    const save = (revision: number, as: Role) =>
      ask('PUT', `/api/drafts/${first.id}`, { revision, name: 'Nazwa', files: draft.files }, as);
    assert.deepEqual((await save(1, 'manager')).json(), { revision: 2 });
    const late = await save(1, 'processOwner');
    assert.deepEqual([late.statusCode, late.json().code], [409, 'draft-changed']);
    const [line] = (await ask('GET', '/api/drafts')).json().items;
    assert.deepEqual([line.revision, line.savedBy, line.name], [2, 'Osoba manager', 'Nazwa']);
    assert.equal((await ask('PUT', `/api/drafts/${first.id}`, { revision: 2 }, 'collector')).statusCode, 403);
  });

  it('publishes with a note over the version that was compared, and only by who may', async () => {
    const { id } = await open();
    const changed = demoXml().replace('duration("PT2M")', 'duration("PT5M")');
    assert.notEqual(changed, demoXml());
    await ask('PUT', `/api/drafts/${id}`, { revision: 2, name: 'Nazwa', files: [diagram(changed)] });
    const publish = (body: object, as: Role = 'processOwner') => ask('POST', `/api/drafts/${id}/publish`, body, as);
    const good = { revision: 3, note: 'Pięć minut', over: live };
    assert.equal((await publish(good, 'manager')).statusCode, 403);
    assert.equal((await publish({ ...good, revision: 2 })).json().code, 'draft-changed');
    assert.equal((await publish({ ...good, over: null })).json().code, 'live-changed');
    const done = await publish(good);
    assert.deepEqual([done.statusCode, done.json().created], [201, true], done.body);
    assert.equal((await ask('GET', `/api/drafts/${id}`)).statusCode, 404);
    const [newest, former] = await versions();
    assert.deepEqual(
      [newest.version, newest.note, newest.publishedBy, newest.openCases, former.version, former.deploymentId],
      [2, 'Pięć minut', 'Osoba processOwner', 0, 1, live],
    );
  });

  it('a change of the layout alone keeps the version; an earlier one comes back', async () => {
    const { id } = await open();
    const draft = await read(id);
    const moved = draft.files[0].content.replace(/x="\d+"/, 'x="77"');
    await ask('PUT', `/api/drafts/${id}`, { revision: 1, name: 'Nazwa', files: [diagram(moved)] });
    const [before] = await versions();
    await ask('POST', `/api/drafts/${id}/publish`, { revision: 2, note: 'Układ', over: before.deploymentId });
    const [after] = await versions();
    assert.deepEqual([after.version, after.hash, after.note], [2, before.hash, 'Układ']);
    const back = await ask('POST', `/api/processes/${processId}/restore`, { deploymentId: live, note: 'Wracamy' });
    assert.equal(back.statusCode, 201, back.body);
    const all = await versions();
    assert.deepEqual([all[0].version, all[0].hash, all[0].note], [3, all.at(-1).hash, 'Wracamy']);
  });

  it('a form and a decision table are published with the diagram; broken ones are refused by name', async () => {
    const form = { kind: 'form', name: 'rozmowa.form', content: '{"id":"call","type":"default","components":[]}' };
    const made = await ask('POST', '/api/drafts', {
      from: 'files',
      name: 'Z formularzem',
      files: [diagram(demoXml()), form],
    });
    const { id } = made.json();
    const broken = { ...form, name: 'zepsuty.form', content: '[]' };
    const check = await ask('POST', '/api/checks', { files: [diagram(demoXml()), broken] });
    assert.deepEqual(
      check
        .json()
        .findings.filter((each: { severity: string }) => each.severity === 'error')
        .map((each: { rule: string; file: string }) => [each.rule, each.file]),
      [['form-unreadable', 'zepsuty.form']],
    );
    const [{ deploymentId: over }] = await versions();
    await ask('PUT', `/api/drafts/${id}`, { revision: 1, name: 'x', files: [diagram(demoXml()), broken] });
    const refused = await ask('POST', `/api/drafts/${id}/publish`, { revision: 2, note: 'x', over });
    assert.equal(refused.json().code, 'diagram-refused');
    await ask('PUT', `/api/drafts/${id}`, { revision: 2, name: 'x', files: [diagram(demoXml()), form] });
    const done = await ask('POST', `/api/drafts/${id}/publish`, { revision: 3, note: 'x', over });
    assert.equal(done.statusCode, 201, done.body);
    const { deployment } = done.json();
    const files = (await ask('GET', `/api/deployments/${deployment.id}/files`)).json().items;
    assert.deepEqual(
      files.map((each: { name: string }) => each.name),
      [`${processId}.bpmn`, 'rozmowa.form'],
    );
    const found = await api.store.deployments.resource({
      organisationId: api.organisationId,
      kind: 'form',
      resourceId: 'call',
    });
    assert.equal(found?.content, form.content);
  });

  it('discards', async () => {
    const { id } = await open();
    assert.equal((await ask('DELETE', `/api/drafts/${id}`)).statusCode, 204);
    assert.equal((await ask('GET', `/api/drafts/${id}`)).statusCode, 404);
  });
});
