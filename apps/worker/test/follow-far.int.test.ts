import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createActivities } from '@krok/activities';
import { createChannels } from '@krok/channels';
import { DirectCase } from '@krok/workflows/direct';
import { caseWorkflowId } from '@krok/workflows/messages';
import { diagram, flow } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

const STEPS = 130;

describe('a case far behind its log', () => {
  let rig: Rig;
  before(async () => {
    rig = await openRig('far');
    await rig.deploy(
      diagram(
        'one',
        `<bpmn:startEvent id="s" /><bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask><bpmn:endEvent id="e" />
         ${flow('f0', 's', 't')}${flow('f1', 't', 'e')}`,
      ),
    );
  });
  after(() => rig.close());

  it('follows more than fits into one request to Temporal, in several workflow tasks', async (context) => {
    const request = { organisationId: rig.organisationId, processId: 'one', variables: {} };
    const { caseId } = await rig.store.cases.create(request);
    // Its log was written without Temporal, as in days lived on the manual clock.
    const channels = createChannels({ smtpUrl: 'smtp://127.0.0.1:9' });
    const direct = await DirectCase.open(rig.store, createActivities({ store: rig.store, channels }), caseId);
    for (let n = 0; n < STEPS; n += 1) {
      // Nearly what one variable may hold, and nothing that could be compressed away.
      const variables = { [`note${n % 5}`]: randomBytes(23_000).toString('base64') };
      await direct.deliver({ id: randomUUID(), at: Date.now(), command: { kind: 'setVariables', variables } });
    }
    assert.equal((await rig.store.cases.read(caseId)).headSeq, STEPS + 1);
    await rig.worker();
    await rig.startRelay();
    await rig.store.cases.enqueue(caseId, { kind: 'cancel', reason: 'the test is done' });
    await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'terminated', 300);

    const { events } = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    const tasks: number[] = [];
    for (const event of events ?? []) {
      if (event.workflowTaskCompletedEventAttributes) tasks.push(0);
      const payloads = Object.values(event.markerRecordedEventAttributes?.details ?? {});
      const size = payloads
        .flatMap((each) => each.payloads ?? [])
        .reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
      tasks.push((tasks.pop() ?? 0) + size);
    }
    context.diagnostic(`bytes of results per workflow task: ${tasks.filter((size) => size > 100_000).join(', ')}`);
    assert.ok(tasks.reduce((sum, size) => sum + size, 0) > 2_500_000, 'enough to be divided');
    assert.ok(Math.max(...tasks) < 2_500_000);
    assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
  });
});
