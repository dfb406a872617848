import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { diagram, flow } from './rig/diagrams.ts';
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

describe('timer start events on the real server', () => {
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
});
