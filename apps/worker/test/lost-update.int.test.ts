import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { startTemporal, type TemporalService } from '../../../scripts/services/temporal.ts';
import { WAIT_AFTER_CALL } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

/*
 * Temporal keeps an update in memory until a workflow task completes with it. Worker and server may die between the commit
 * of a step and that moment: the step is in the log, and neither the workflow nor Temporal knows of it.
 */
let rig: Rig;
let temporal: TemporalService;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krok-lost-update-'));
  temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
  rig = await openRig('lost', { address: temporal.address });
  await rig.deploy(WAIT_AFTER_CALL);
});

after(async () => {
  await rig.close();
  await temporal.stop();
  await rm(folder, { recursive: true, force: true });
});

it('a step that only the log knows comes back to its workflow: the timer that it set fires', async () => {
  const worker = await rig.worker();
  const relay = await rig.startRelay(2_000);
  const { caseId } = await rig.store.cases.create({
    organisationId: rig.organisationId,
    processId: 'waitAfterCall',
    variables: {},
  });
  const call = await until('the call in the worklist', async () => {
    const open = await rig.store.acts.worklist({ organisationId: rig.organisationId, status: 'open', limit: 10 });
    return open[0];
  });
  await worker.kill('SIGKILL');
  const faulty = await rig.worker({ KROK_TEST_FAULT: 'after:2:kill' });
  await rig.store.acts.completeBundle({
    bundleId: call.id,
    version: call.version,
    by: rig.person,
    outcomes: call.acts.map((act) => ({ actId: act.id, variables: { reached: true } })),
  });
  await faulty.fault;
  await relay.stop();
  await temporal.kill();
  assert.equal((await rig.store.cases.read(caseId)).headSeq, 2, 'the log has the step');

  temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
  await rig.worker();
  await rig.startRelay(2_000);
  await until('the end of the case', async () => (await rig.store.cases.read(caseId)).status === 'completed', 120);
  const fired = (await rig.store.log.read(caseId)).flatMap(({ events }) => events);
  assert.equal(fired.filter(({ kind }) => kind === 'timerFired').length, 1);
  assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
});
