import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { ENGINE_VERSION } from '@krok/engine';
import { caseWorkflowId } from '@krok/workflows/messages';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { caseDataConverter } from '../../src/codec/case-data-converter.ts';
import { TWO_INPUTS } from '../rig/diagrams.ts';
import { openRig, type Rig } from '../rig/rig.ts';
import { testBundle } from '../rig/test-bundle.ts';
import { until } from '../rig/until.ts';
import { HISTORIES, keepHistory } from './keep-history.ts';

const { History } = proto.temporal.api.history.v1;

/**
 * Workflow code must give the recorded commands again: on a case that has just run, and on the histories kept of each
 * release: cases, the daily work, listings and claims. `KROK_RECORD_HISTORIES=1` keeps those that have just run.
 */
describe('replay of histories', () => {
  let rig: Rig;
  let bundle: WorkflowBundle;
  before(async () => {
    rig = await openRig('replay');
    await rig.deploy(TWO_INPUTS);
    bundle = await testBundle();
  });
  after(() => rig.close());

  it('gives the same commands for a case that just ran, and fails with a changed bundle', async () => {
    const caseId = await ranCase();
    const history = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    const dataConverter = caseDataConverter(rig.store);
    await Worker.runReplayHistory({ workflowBundle: bundle, dataConverter }, history, caseWorkflowId(caseId));
    await assert.rejects(
      Worker.runReplayHistory({ workflowBundle: mutated(bundle), dataConverter }, history, caseWorkflowId(caseId)),
    );
    await keepHistory(rig, caseWorkflowId(caseId), `two-inputs-engine-${ENGINE_VERSION}`);
  });

  it('gives the commands of every history kept of a release, and fails with a changed bundle', async () => {
    const files = readdirSync(HISTORIES).filter((name) => name.endsWith('.json'));
    assert.ok(files.length > 0, 'Expected histories in workflows/histories but there are none.');
    for (const file of files) {
      const history = History.fromObject(JSON.parse(readFileSync(HISTORIES + file, 'utf8')));
      await Worker.runReplayHistory({ workflowBundle: bundle }, history);
      await assert.rejects(Worker.runReplayHistory({ workflowBundle: mutated(bundle) }, history));
    }
  });

  /** A case that went through a user task, a message and its end. */
  async function ranCase(): Promise<string> {
    const { caseId } = await rig.store.cases.create({
      organisationId: rig.organisationId,
      processId: 'twoInputs',
      variables: { invoice: 'FV/1' },
    });
    await rig.worker();
    await rig.startRelay();
    const [item] = await until('the task', async () => {
      const open = await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' });
      return open.length > 0 && open;
    });
    assert.ok(item);
    await rig.store.acts.completeBundle({ bundleId: item.id, version: item.version, by: rig.person, outcomes: [] });
    await rig.store.exchange.publishMessage(rig.organisationId, {
      name: 'payment',
      correlationKey: 'FV/1',
      variables: { paid: true },
      timeToLive: 1000,
    });
    await until('both inputs', async () => (await rig.store.cases.read(caseId)).headSeq === 3);
    await rig.store.cases.enqueue(caseId, { kind: 'cancel', reason: 'the test is done' });
    await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'terminated');
    return caseId;
  }
});

interface WorkflowBundle {
  readonly code: string;
}

/** A bundle whose workflows call their activities by other names: every history must refuse it. */
function mutated(bundle: WorkflowBundle): WorkflowBundle {
  const code = bundle.code.replaceAll(/\b(commitSteps|runDaily|followListing|followClaim)\b/g, '$1z');
  assert.notEqual(code, bundle.code);
  return { ...bundle, code };
}
