import assert from 'node:assert/strict';
import { clockNow } from '@krok/calendar';
import { after, before, describe, it } from 'node:test';
import { createPlanActs } from '../src/acts/plan-acts.ts';
import type { PlannedWork } from '../src/index.ts';
import { type DeskRig, MINUTE, openDeskRig, WEDNESDAY } from './desk-rig.ts';

const HOUR = 60 * MINUTE;
const THURSDAY_AT_8 = Date.parse('2026-11-26T08:00:00+01:00');

describe('planning a desk', () => {
  let rig: DeskRig;
  before(async () => {
    rig = await openDeskRig();
  });
  after(() => rig.close());

  const plan = (deskKey: string, at: number | null = null): Promise<PlannedWork> =>
    createPlanActs(rig.store)({ deskKey, at });

  async function advance(by: number): Promise<void> {
    const { now } = await rig.store.clock.read(rig.organisationId);
    await rig.store.clock.advance(rig.organisationId, now + by);
  }

  async function newDebtor(): Promise<string> {
    return rig.store.parties.addDebtor({
      organisationId: rig.organisationId,
      name: 'Dłużnik',
      email: 'k@dluznik.example',
    });
  }

  it('lets a wish wait for others, visibly, then makes one bundle of all that came', async () => {
    const debtorId = await newDebtor();
    const { now } = await rig.store.clock.read(rig.organisationId);
    const first = await rig.wish({ debtorId });
    const waiting = await plan(first.deskKey);
    assert.deepEqual(waiting, { ready: [], wakeAt: now + MINUTE, clock: { mode: 'manual', now } });
    const [act] = await rig.store.acts.ofCase(first.caseId);
    assert.deepEqual([act?.state, act?.reason, act?.planAt], ['due', 'joining', now + MINUTE]);

    await advance(MINUTE / 2);
    const second = await rig.wish({ debtorId });
    assert.equal(second.deskKey, first.deskKey);
    assert.equal((await plan(first.deskKey)).wakeAt, now + MINUTE);
    await rig.wakes();
    await advance(MINUTE / 2);
    assert.ok((await rig.wakes()).includes(first.deskKey), 'Expected the clock to wake the desk');
    const { ready } = await plan(first.deskKey);
    assert.equal(ready.length, 1);
    const { acts } = await rig.store.acts.bundle(ready[0] ?? '');
    assert.deepEqual(acts.map(({ caseId }) => caseId).sort(), [first.caseId, second.caseId].sort());
    assert.deepEqual((await plan(first.deskKey)).ready, ready, 'Expected a second planning to change nothing');
  });

  it('keeps the daily cap over the creditors of the organisation', async () => {
    const debtorId = await newDebtor();
    const creditorId = await rig.store.parties.addCreditor({ organisationId: rig.organisationId, name: 'Druga' });
    const mine = await rig.wish({ debtorId });
    const other = await rig.wish({ debtorId, creditorId });
    assert.notEqual(mine.deskKey, other.deskKey);
    await advance(MINUTE);
    assert.equal((await plan(mine.deskKey)).ready.length, 1);
    const second = await plan(other.deskKey);
    assert.deepEqual([second.ready, second.wakeAt], [[], THURSDAY_AT_8]);
    assert.equal((await rig.store.acts.ofCase(other.caseId))[0]?.reason, 'dailyCap');
  });

  it('a withdrawn wish is planned no more', async () => {
    const { deskKey, caseId } = await rig.wish({ debtorId: await newDebtor() });
    await rig.withdraw(caseId);
    await advance(MINUTE);
    const { ready, wakeAt } = await plan(deskKey);
    assert.deepEqual([ready, wakeAt], [[], null]);
  });

  it('waits without an end while sending is off, and is woken when it is on', async () => {
    const { deskKey, caseId } = await rig.wish({ debtorId: await newDebtor() });
    await advance(MINUTE);
    await rig.store.organisations.setSending(rig.organisationId, false);
    const { ready, wakeAt } = await plan(deskKey);
    assert.deepEqual([ready, wakeAt], [[], null]);
    assert.equal((await rig.store.acts.ofCase(caseId))[0]?.reason, 'sendingOff');
    await rig.wakes();
    await rig.store.organisations.setSending(rig.organisationId, true);
    assert.ok((await rig.wakes()).includes(deskKey));
    assert.equal((await plan(deskKey)).ready.length, 1);
  });

  it('many plannings at once make one bundle', async () => {
    const { deskKey } = await rig.wish({ debtorId: await newDebtor() });
    await advance(MINUTE);
    const plans = await Promise.all(Array.from({ length: 6 }, () => plan(deskKey)));
    assert.equal(new Set(plans.flatMap(({ ready }) => ready)).size, 1);
  });

  it('a debtor-less case has a desk of its own', async () => {
    const [a, b] = [await rig.wish({ debtorId: null }), await rig.wish({ debtorId: null })];
    await advance(MINUTE);
    const ready = [...(await plan(a.deskKey)).ready, ...(await plan(b.deskKey)).ready];
    assert.equal(new Set(ready).size, 2);
  });
});

describe('planning where a day passes in a second', () => {
  it('plans for the instant it was woken for, so that no window is slept through', async () => {
    const clock = { mode: 'factor', factor: 86_400, realAnchor: Date.now(), orgAnchor: WEDNESDAY } as const;
    const rig = await openDeskRig(clock);
    try {
      const { deskKey, caseId } = await rig.wish();
      const [act] = await rig.store.acts.ofCase(caseId);
      assert.ok(act);
      // The act fell due some hours after ten thirty; the present has moved on by hours or days since.
      let at = act.dueAt;
      for (let rounds = 0; rounds < 5; rounds += 1) {
        // As the desk's timer does: nobody is woken before the instant has come.
        while (clockNow(clock, Date.now()) < at) await new Promise((resolve) => setTimeout(resolve, 10));
        const { ready, wakeAt } = await createPlanActs(rig.store)({ deskKey, at });
        if (ready.length > 0) {
          const { performAt } = await rig.store.acts.bundle(ready[0] ?? '');
          assert.equal(performAt, at);
          const hour = ((at + HOUR) % (24 * HOUR)) / HOUR;
          assert.ok(hour >= 8 && hour < 20, `${hour}`);
          return;
        }
        assert.ok(wakeAt !== null && wakeAt > at);
        at = wakeAt;
      }
      assert.fail('Expected a bundle after a few instants');
    } finally {
      await rig.close();
    }
  });
});
