import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { readOpenItems } from '@krok/receivables';
import { caseWorkflowId, dailyWorkflowId } from '@krok/workflows/messages';
import { diagram, flow } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';
import { keepHistory } from './replay/keep-history.ts';

const DAY = 86_400_000;
/** Monday, 23 November 2026, 05:00 in Warsaw. */
const EARLY = Date.UTC(2026, 10, 23, 4);
const SIX = EARLY + 3_600_000;

const PROPERTIES = `<bpmn:extensionElements><zeebe:properties><zeebe:property name="subject" value="invoice" />
  <zeebe:property name="startWhen" value="overdue" /><zeebe:property name="startAfterDays" value="3" /></zeebe:properties></bpmn:extensionElements>`;
const wait = (processId: string, duration: string, properties = '') =>
  diagram(
    processId,
    `${properties}<bpmn:startEvent id="s" /><bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>
      <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
      <bpmn:endEvent id="e" />${flow('f1', 's', 'wait')}${flow('f2', 'wait', 'e')}`,
  );

describe('the daily work on the real server', () => {
  const rigs: Rig[] = [];
  after(() => Promise.all(rigs.map((rig) => rig.close())));

  async function openOne(...[label, options]: Parameters<typeof openRig>): Promise<Rig> {
    const rig = await openRig(label, options);
    rigs.push(rig);
    await rig.startRelay(3_000);
    return rig;
  }

  it('starts every case once at six o’clock, though its worker is killed in the middle', async () => {
    const rig = await openOne('daily', { clock: { mode: 'manual', now: EARLY } });
    const { store, organisationId } = rig;
    const total = 120;
    await overdueInvoices(rig, total);
    await rig.deploy(wait('dun', 'P30D', PROPERTIES));
    const first = await rig.worker();
    assert.equal(await store.clock.nextDue(organisationId), SIX);
    await store.clock.advance(organisationId, SIX);
    await until('the first part', async () => ((await store.daily.runs(organisationId))[0]?.started ?? 0) > 0);
    await first.kill('SIGKILL');
    const [interrupted] = await store.daily.runs(organisationId);
    await rig.worker();
    await until('the end of the day', async () => (await store.daily.runs(organisationId))[0]?.finishedAt ?? null);
    await until('rest', async () => (await store.clock.atRest(organisationId)).atRest);
    const cases = await store.cases.list({ organisationId, limit: 500 });
    assert.equal(new Set(cases.map(({ subject }) => subject)).size, total);
    assert.equal(cases.length, total);
    assert.equal(interrupted?.finishedAt, null, 'the kill came too late to interrupt anything');
    // The rest of its days: none has anything to do, and none is left out.
    for (let day = 1; day <= 3; day += 1) {
      assert.equal(await store.clock.nextDue(organisationId), SIX + day * DAY);
      await store.clock.advance(organisationId, SIX + day * DAY);
      await until('rest', async () => (await store.clock.atRest(organisationId)).atRest);
    }
    assert.deepEqual(
      (await store.daily.runs(organisationId)).map(({ day }) => day),
      ['2026-11-26', '2026-11-25', '2026-11-24', '2026-11-23'],
    );
    assert.equal((await store.cases.list({ organisationId, limit: 500 })).length, total);
  });

  it('a clock set anew moves what sleeps: a case, and the days', async () => {
    // As fast as real time, but by day: at night today's work is still to come.
    const clock = { mode: 'factor', factor: 1, realAnchor: Date.now(), orgAnchor: SIX + 4 * 3_600_000 } as const;
    const rig = await openOne('clock', { clock });
    const { store, organisationId, client } = rig;
    await rig.deploy(wait('month', 'P30D'));
    await rig.deploy(wait('dun', 'P30D', PROPERTIES));
    await rig.worker();
    const { caseId } = await store.cases.create({ organisationId, processId: 'month', variables: {} });
    await until('the wait', async () => (await store.cases.read(caseId)).nextDue !== null);
    await until('today', async () => (await store.daily.runs(organisationId))[0]?.finishedAt ?? null);
    const daily = client.workflow.getHandle(dailyWorkflowId(organisationId));
    await until('both asleep', async () => (await openTimers(rig, caseId)) === 1);

    const present = (await store.clock.read(organisationId)).now;
    await store.clock.set(organisationId, { mode: 'manual', now: present + 1_000 });
    await until('no timer', async () => (await openTimers(rig, caseId)) === 0);
    await until('the days at rest', async () => (await daily.describe()).status.name === 'COMPLETED');

    const { now } = await store.clock.read(organisationId);
    await store.clock.set(organisationId, {
      mode: 'factor',
      factor: 5 * 86_400,
      realAnchor: Date.now(),
      orgAnchor: now,
    });
    await until('the end of the month', async () => (await store.cases.read(caseId)).status === 'completed');
    await until('days of their own', async () => (await store.daily.runs(organisationId)).length > 3);
    const [first, ...later] = await store.daily.runs(organisationId);
    assert.ok(first && later.length > 0);
    await keepHistory(rig, dailyWorkflowId(organisationId), 'daily');
  });
});

async function openTimers(rig: Rig, caseId: string): Promise<number> {
  const { events } = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
  return (events ?? []).reduce(
    (open, event) =>
      open +
      (event.timerStartedEventAttributes ? 1 : 0) -
      (event.timerCanceledEventAttributes || event.timerFiredEventAttributes ? 1 : 0),
    0,
  );
}

async function overdueInvoices({ store, organisationId }: Rig, count: number): Promise<void> {
  const creditorId = await store.parties.addCreditor({ organisationId, name: 'Wierzyciel' });
  const header = ['type', 'debtor', 'name', 'legalform', 'nip', 'number', 'issued', 'due', 'amount'];
  const debtor = ['debtor', 'K1', 'Firma', 'company', '5260250274', '', '', '', ''];
  const invoices = Array.from({ length: count }, (_, n) => [
    'invoice',
    'K1',
    '',
    '',
    '',
    `FV/${n + 1}`,
    '2026-10-01',
    '2026-11-01',
    '100,00',
  ]);
  const rows = [header, debtor, ...invoices].map((cells, index) => ({ line: index + 1, cells }));
  const sha256 = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const file = readOpenItems(rows);
  const { errorCount } = await store.ledger.importOpenItems({ creditorId, sha256, fileName: 'a.csv', file, by: null });
  assert.equal(errorCount, 0);
}
