import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { polishCalendar } from '@krok/calendar';
import { link } from '@krok/engine';
import { verify } from '@krok/simulator';
import { caseWorkflowId } from '@krok/workflows/messages';
import { Worker } from '@temporalio/worker';
import { caseDataConverter } from '../src/codec/case-data-converter.ts';
import { diagram, flow, messageDefinition } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

const HOUR = 3_600_000;
/** Monday, 23 November 2026, 10:30 in Warsaw. */
const START = Date.UTC(2026, 10, 23, 9, 30);

const repeating = (cycle: string, inside = '') =>
  diagram(
    'digest',
    `<bpmn:startEvent id="s"><bpmn:timerEventDefinition>
      <bpmn:timeCycle xsi:type="bpmn:tFormalExpression">${cycle}</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
      ${inside}<bpmn:endEvent id="e" />${inside === '' ? flow('f', 's', 'e') : flow('f', 's', 't') + flow('g', 't', 'e')}`,
  );

/** BPMN 2.0 §10.6.6: the first message starts the case, the others come to it. */
const TOGETHER = diagram(
  'together',
  `<bpmn:eventBasedGateway id="all" instantiate="true" eventGatewayType="Parallel" />${['paid', 'sent', 'seen']
    .map(
      (name) =>
        `${flow(`f-${name}`, 'all', `on-${name}`)}<bpmn:intermediateCatchEvent id="on-${name}"><bpmn:messageEventDefinition messageRef="M-${name}" /></bpmn:intermediateCatchEvent>`,
    )
    .join('')}`,
  ['paid', 'sent', 'seen'].map((name) => messageDefinition(`M-${name}`, name, 'order')).join(''),
);

describe('what starts cases, on the real server', () => {
  const rigs: Rig[] = [];
  after(() => Promise.all(rigs.map((rig) => rig.close())));

  async function openOne(label: string): Promise<Rig> {
    const rig = await openRig(label, { clock: { mode: 'manual', now: START } });
    rigs.push(rig);
    await rig.startRelay(3_000);
    await rig.worker();
    return rig;
  }

  async function advance({ store, organisationId }: Rig, to: number): Promise<void> {
    await store.clock.advance(organisationId, to);
    await until('rest', async () => (await store.clock.atRest(organisationId)).atRest);
  }

  const count = async ({ store, organisationId }: Rig) => (await store.cases.list({ organisationId })).length;

  it('starts a case each time, as often as is said; what was missed is one start but counts', async () => {
    const rig = await openOne('start-timers');
    const { store, organisationId } = rig;
    await rig.deploy(repeating('R4/PT1H'));
    assert.equal(await store.clock.nextDue(organisationId), START + HOUR);
    await advance(rig, START + HOUR);
    assert.equal(await count(rig), 1);
    await advance(rig, START + 3 * HOUR + 1);
    assert.equal(await count(rig), 2);
    await advance(rig, START + 100 * HOUR);
    const cases = await store.cases.list({ organisationId });
    assert.deepEqual(
      cases.map(({ status }) => status),
      ['completed', 'completed', 'completed'],
    );
    assert.equal(await store.clock.nextDue(organisationId), null);
  });

  it('is replaced by a new version; a version that runs the same lets it go on', async () => {
    const rig = await openOne('start-timers-versions');
    const { store, organisationId } = rig;
    await rig.deploy(repeating('R/PT4H'));
    await advance(rig, START + HOUR);
    await rig.deploy(
      repeating('R/PT4H').replace('<?xml version="1.0" encoding="UTF-8"?>\n', '<?xml version="1.0"?>\n'),
    );
    assert.equal(await store.clock.nextDue(organisationId), START + 4 * HOUR);
    await rig.deploy(repeating('0 0 12 * * *', '<bpmn:manualTask id="t" />'));
    assert.equal(await store.clock.nextDue(organisationId), Date.UTC(2026, 10, 23, 11));
    await advance(rig, START + 4 * HOUR);
    const cases = await store.cases.list({ organisationId });
    assert.deepEqual(
      cases.map(({ version, status }) => [version, status]),
      [[2, 'completed']],
    );
  });

  it('makes one case of the messages of one key behind a parallel event-based gateway, told at once or one by one', async () => {
    const [rig = assert.fail('no rig')] = rigs;
    const { store, organisationId, client } = rig;
    await rig.deploy(TOGETHER);
    const publish = async (name: string, order: string): Promise<readonly string[]> => {
      const message = { name, correlationKey: order, variables: { order, [name]: true }, timeToLive: HOUR };
      const published = await store.exchange.publishMessage(organisationId, message);
      return published.kind === 'published' ? published.started : [];
    };
    const names = ['sent', 'paid', 'seen'];
    const atOnce = (await Promise.all(names.map((name) => publish(name, 'o-1')))).flat();
    assert.equal(atOnce.length, 1);
    const [slow = '', ...others] = await publish('seen', 'o-2');
    assert.deepEqual(others, []);
    for (const [steps, name] of ['paid', 'sent'].entries()) {
      await until('the last message', async () => (await store.cases.read(slow)).headSeq === steps + 1);
      assert.equal((await store.cases.read(slow)).status, 'active');
      assert.deepEqual(await publish(name, 'o-2'), []);
    }
    const workflowBundle = { codePath: rig.environment['KROK_WORKFLOW_BUNDLE'] ?? '' };
    for (const caseId of [...atOnce, slow]) {
      await until('the end', async () => (await store.cases.read(caseId)).status === 'completed');
      const steps = await store.log.read(caseId);
      assert.equal(steps.length, 3);
      const bytes = await store.deployments.executable((await store.cases.read(caseId)).executableHash);
      const executable: ExecutableProcess = JSON.parse(Buffer.from(bytes).toString('utf8'));
      const verdict = verify(link(executable), steps, () => polishCalendar(2020, 2035));
      assert.equal(verdict.kind, 'same', JSON.stringify(verdict).slice(0, 400));
      assert.equal((await store.log.verifyChain(caseId)).kind, 'intact');
      const workflowId = caseWorkflowId(caseId);
      const history = await client.workflow.getHandle(workflowId).fetchHistory();
      await Worker.runReplayHistory({ workflowBundle, dataConverter: caseDataConverter(store) }, history, workflowId);
    }
  });
});
