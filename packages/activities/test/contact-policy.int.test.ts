import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_CONTACT_POLICY } from '@krok/receivables';
import { createPlanActs } from '../src/acts/plan-acts.ts';
import { type DeskRig, openDeskRig, WEDNESDAY } from './desk-rig.ts';

describe('the contact policy of an organisation', () => {
  let rig: DeskRig;
  before(async () => {
    // Half past ten at night: outside every window.
    rig = await openDeskRig({ mode: 'manual', now: WEDNESDAY + 12 * 3_600_000 });
  });
  after(() => rig.close());

  it('decides when an act may go out, is named by the act that waits, and another version is heeded at once', async () => {
    const { store, organisationId, operatorId } = rig;
    const { deskKey, caseId } = await rig.wish();
    const plan = () => createPlanActs(store)({ deskKey, at: null });
    const act = async () => (await store.acts.ofCase(caseId))[0] ?? assert.fail('no act');

    await plan();
    await store.clock.advance(organisationId, WEDNESDAY + 12 * 3_600_000 + 60_000);
    const waits = await plan();
    assert.equal(waits.wakeAt, Date.parse('2026-11-26T08:00:00+01:00'));
    const before = await act();
    assert.deepEqual([before.reason, before.policyVersion], ['outsideWindow', 0]);
    await rig.wakes();

    const window = { opens: '10:00', closes: '18:00', days: 'businessDays' as const };
    const { version } = await store.settings.setContactPolicy({
      organisationId,
      over: 0,
      content: { ...DEFAULT_CONTACT_POLICY, window },
      by: operatorId,
    });
    assert.equal(version, 1);
    assert.deepEqual(await rig.wakes(), [deskKey]);
    assert.equal((await plan()).wakeAt, Date.parse('2026-11-26T10:00:00+01:00'));
    assert.equal((await act()).policyVersion, 1);
  });

  it('is not overwritten unseen, nor out of its bounds', async () => {
    const { store, organisationId, operatorId: by } = rig;
    const content = { ...DEFAULT_CONTACT_POLICY, maxPerDay: 2 };
    await assert.rejects(store.settings.setContactPolicy({ organisationId, over: 0, content, by }), {
      code: 'STALE_SETTING',
    });
    await assert.rejects(
      store.settings.setContactPolicy({ organisationId, over: 1, content: { ...content, maxPerDay: 9 }, by }),
      { code: 'WRONG_SETTING' },
    );
  });
});
