import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { DeployableProcess } from '@krok/store';
import { begin, commit, deployed, newCase, processOf, take, testStore } from './test-store.ts';

const at = await testStore('deploy');
const { store, organisationId } = at;

function deploy(xml: string, compilerVersion: string, ...processes: DeployableProcess[]) {
  return store.deployments.deploy({ organisationId, name: 'x.bpmn', xml, compilerVersion, processes, by: null });
}

test('what was deployed is read back; the same again is nothing new', async () => {
  const process = processOf('once', { name: 'Once', versionTag: 'v1' });
  const first = await deploy('<a/>', '1', process);
  const again = await deploy('<a/>', '1', process);
  assert.deepEqual([first.created, again.created, again.deploymentId], [true, false, first.deploymentId]);
  assert.deepEqual(again.processes, first.processes);
  assert.deepEqual(Buffer.from(await store.deployments.executable(process.hash)), process.bytes);
  const read = await store.deployments.read(first.deploymentId);
  assert.deepEqual(
    [read.xml, read.xmlHash, read.compilerVersion],
    ['<a/>', createHash('sha256').update('<a/>').digest('hex'), '1'],
  );
});

test('version numbers: a changed layout keeps it, a changed executable raises it, a former one coming back raises it too', async () => {
  const one = processOf('versions', { name: 'one' });
  const two = processOf('versions', { name: 'two' });
  const table = [
    ['<first/>', '1', one, 1, true],
    ['<first  />', '1', one, 1, true],
    ['<second/>', '1', two, 2, true],
    ['<second/>', '2', two, 2, true],
    ['<second/>', '2', two, 2, false],
    ['<first/>', '2', one, 3, true],
  ] as const;
  for (const [xml, compiler, process, version, created] of table) {
    const answer = await deploy(xml, compiler, process);
    assert.deepEqual([answer.processes[0]?.version, answer.created], [version, created], `${xml} ${compiler}`);
  }
  assert.equal((await store.deployments.latest(organisationId, 'versions')).hash, one.hash);
  assert.equal((await store.deployments.versions(organisationId, 'versions')).length, 5);
});

test('the list says since when the newest version is in force, and what is open on it and on others', async () => {
  const one = processOf('listed', { name: 'one' });
  const two = processOf('listed', { name: 'two' });
  const listed = async () =>
    (await store.deployments.list(organisationId)).find(({ processId }) => processId === 'listed') ??
    assert.fail('not listed');
  await deploy('<first/>', '1', one);
  const { since } = await listed();
  assert.ok(Math.abs(since - Date.now()) < 600_000);
  await newCase(at, 'listed');
  await newCase(at, 'listed');
  await deploy('<first  />', '1', one);
  await newCase(at, 'listed');
  // Its layout alone changed: the same version, the cases of both deployments.
  const { version, since: still, openCases, openElsewhere } = await listed();
  assert.deepEqual([version, still, openCases, openElsewhere], [1, since, 3, 0]);
  await deploy('<second/>', '1', two);
  await newCase(at, 'listed');
  const next = await listed();
  assert.deepEqual([next.version, next.openCases, next.openElsewhere], [2, 1, 3]);
  assert.ok(next.since >= since);
});

test('bytes that do not fit their hash are refused', async () => {
  await assert.rejects(deploy('<a/>', '1', { ...processOf('forged'), hash: '0'.repeat(64) }), { code: 'WRONG_HASH' });
  await assert.rejects(store.deployments.latest(organisationId, 'forged'), { code: 'NO_SUCH_PROCESS' });
});

test('bytes that were altered where they are stored run no case', async () => {
  const process = processOf('altered');
  await deploy('<a/>', '1', process);
  // As the owner of the server, past every trigger: no program of ours may do this.
  await at.query(`BEGIN; SET LOCAL session_replication_role = replica;
    UPDATE executable SET bytes = substr(bytes, 2) WHERE hash = '${process.hash}'; COMMIT`);
  await assert.rejects(store.deployments.executable(process.hash), {
    code: 'WRONG_HASH',
    message: new RegExp(`^Expected an executable of the hash ${process.hash} but what is stored has [0-9a-f]{64}\\.$`),
  });
});

test('deployments at once get consecutive versions', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => deploy(`<${index}/>`, '1', processOf('race', { name: `${index}` }))),
  );
  const versions = answers.map((answer) => answer.processes[0]?.version ?? 0).sort((a, b) => a - b);
  assert.deepEqual(versions, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('the newest version alone is started by messages, running cases keep theirs', async () => {
  const start = { startEvent: 1, name: 'go' };
  await deployed(at, processOf('started', { messageStarts: [start], name: 'old' }));
  const before = await newCase(at, 'started');
  const second = await deployed(at, processOf('started', { messageStarts: [start], name: 'new' }));
  const message = { name: 'go', correlationKey: '', variables: { n: 1 } };
  const answer = await store.exchange.publishMessage(organisationId, message);
  assert.ok(answer.kind === 'published' && answer.started.length === 1);
  const opened = await store.cases.open(answer.started[0] ?? '');
  assert.equal(opened.deploymentId, second);
  assert.deepEqual(opened.start.command, { kind: 'start', startEvent: 1, variables: { n: 1 } });
  assert.equal((await store.cases.read(before)).version, 1);
  await deployed(at, processOf('started', { name: 'without' }));
  const third = await store.exchange.publishMessage(organisationId, message);
  assert.deepEqual(third.kind === 'published' && third.started, []);
});

test('a call: unknown process fails at the caller, a process that calls itself without end is stopped', async () => {
  await deployed(at, processOf('loop'));
  for (const row of await take(at)) await store.outbox.closed(row.id);
  let caseId = await newCase(at, 'loop');
  await begin(at, caseId);
  await commit(at, caseId, [callOf('1', 'nowhere')]);
  const [failed] = await take(at);
  assert.ok(failed?.kind === 'command' && failed.command.kind === 'calledFailed');
  assert.match(failed.command.message, /Expected a deployed process "nowhere"/);

  const root = caseId;
  for (let depth = 1; depth <= 100; depth += 1) {
    await commit(at, caseId, [callOf('2', 'loop')], { commandId: `call ${depth}` });
    const [child] = await store.cases.list({ organisationId, rootCaseId: root, status: 'starting' });
    assert.ok(child, `child at depth ${depth}`);
    caseId = child.id;
    await begin(at, caseId);
  }
  await commit(at, caseId, [callOf('2', 'loop')], { commandId: 'one more' });
  assert.deepEqual(await store.cases.list({ organisationId, rootCaseId: root, status: 'starting' }), []);
  const rows = await take(at);
  const refusal = rows.find((row) => row.kind === 'command' && row.caseId === caseId);
  assert.ok(refusal?.kind === 'command' && refusal.command.kind === 'calledFailed');
  assert.match(refusal.command.message, /Expected at most 100 calls/);
});

function callOf(call: string, processId: string) {
  return { kind: 'callStarted', call, instance: '1', element: 1, processId, binding: 'latest', variables: {} } as const;
}
