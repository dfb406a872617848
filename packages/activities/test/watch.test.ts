import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChannels } from '@krok/channels';
import type { NewStandstill, Store } from '@krok/store';
import { createActivities } from '../src/index.ts';

/* What Temporal tries again for ever must be seen: not only cases, but desks, daily work, listings and claims. */

interface Noted {
  readonly open: Map<string, NewStandstill>;
  fails: boolean;
  readonly store: Store;
}

/** A store of which every call fails until it is mended, and that remembers what was said of whom. */
function failingStore(): Noted {
  const open = new Map<string, NewStandstill>();
  const noted = { open, fails: true };
  const answer = (value: unknown) => async () => {
    if (noted.fails) throw Object.assign(new Error('a text with personal data'), { code: '22003', name: 'error' });
    return value;
  };
  const standstills = {
    note: async (standstill: NewStandstill) => void open.set(standstill.workflowId, standstill),
    clear: async (workflowId: string) => void open.delete(workflowId),
  };
  const store = {
    standstills,
    acts: {
      planBundles: answer({ machineBundles: [] }),
      recordIntent: answer({ kind: 'notNow' }),
      bundle: async () => ({ deskKey: 'creditor:debtor' }),
    },
    daily: { startByTimers: answer({ more: true }) },
    clock: { read: async () => ({ clock: { mode: 'real' }, now: 0, real: 0 }) },
    duties: { listing: answer({}), claim: answer({}) },
  };
  return Object.assign(noted, { store: store as unknown as Store });
}

function activitiesOver(store: Store) {
  return createActivities({ store, channels: createChannels({ smtpUrl: 'smtp://127.0.0.1:9' }) });
}

const WORK: readonly [string, (activities: ReturnType<typeof activitiesOver>) => Promise<unknown>][] = [
  ['desk:creditor:debtor', (activities) => activities.planActs({ deskKey: 'creditor:debtor', at: null })],
  ['desk:creditor:debtor', (activities) => activities.performBundle({ bundleId: 'b' })],
  ['daily:organisation', (activities) => activities.runDaily({ organisationId: 'organisation' })],
  ['listing:l', (activities) => activities.followListing({ id: 'l' })],
  ['claim:c', (activities) => activities.followClaim({ id: 'c' })],
];

for (const [index, [workflowId, act]] of WORK.entries()) {
  test(`what fails three times in a row is a standstill of ${workflowId} (${index})`, async () => {
    const { open, store } = failingStore();
    const activities = activitiesOver(store);
    for (const noted of [0, 0, 1]) {
      await assert.rejects(act(activities));
      assert.equal(open.size, noted);
    }
    const { cause, detail } = open.get(workflowId) ?? assert.fail('nobody said so');
    assert.equal(cause, 'failing');
    // The database's words may quote what they refuse.
    assert.match(detail, /22003/);
    assert.doesNotMatch(detail, /personal/);
  });
}

test('it is over with the first success', async () => {
  const noted = failingStore();
  const activities = activitiesOver(noted.store);
  const plan = () => activities.planActs({ deskKey: 'creditor:debtor', at: null });
  for (let n = 0; n < 3; n++) await assert.rejects(plan());
  assert.equal(noted.open.size, 1);
  noted.fails = false;
  await plan();
  assert.equal(noted.open.size, 0);
});
