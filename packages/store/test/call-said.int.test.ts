import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseAbout, official, officialJob, type Official, outbox, told } from './test-official.ts';
import { testStore } from './test-store.ts';

const at = await testStore('call-said');
const { store } = at;

/** A call about both invoices, in the collector's list. */
async function call(own: Official) {
  for (const [index, each] of own.invoices.entries())
    await caseAbout(own, each, officialJob(`c${index}`, 'call-debtor'));
  await store.acts.planBundles(own.deskKey, (view) => ({
    acts: view.acts.map(({ id }) => ({ kind: 'bundle', actId: id, bundle: 'call' })),
    bundles: [{ bundle: 'call', channel: 'call', kind: 'demand', performer: 'person' }],
  }));
  await outbox(own);
  const [bundle] = await store.acts.worklist({ organisationId: own.organisationId, channel: 'call' });
  assert.ok(bundle);
  const outcomes = bundle.acts.map(({ id }) => ({ actId: id, variables: { outcome: 'promise' } }));
  return { bundleId: bundle.id, version: bundle.version, by: own.collector, outcomes };
}

test('a call’s outcome with a promise and a hold is one transaction: all of it, told in order', async () => {
  const own = await official(at);
  const [first, second] = own.invoices;
  await store.acts.completeBundle({
    ...(await call(own)),
    promises: [{ promisedOn: '2026-07-10', items: [{ invoiceId: first.id }] }],
    holds: [{ invoiceId: second.id, until: '2026-07-20', reason: 'czeka na duplikat' }],
  });
  const commands = await told(own);
  assert.deepEqual(
    commands.map((command) => (command as { readonly kind: string }).kind),
    ['completeJob', 'completeJob'],
  );
  const [ledger] = await store.ledger.debtor(own.debtorId);
  assert.deepEqual(
    [ledger?.promises.length, ledger?.holds.map(({ invoiceId, until }) => [invoiceId, until])],
    [1, [[second.id, '2026-07-20']]],
  );
});

test('what the ledger refuses leaves the call as it was: nothing is half done', async () => {
  const own = await official(at);
  const completion = await call(own);
  const items = [{ invoiceId: own.invoices[0].id, amount: 9_999_999 }];
  await assert.rejects(store.acts.completeBundle({ ...completion, promises: [{ promisedOn: '2026-07-10', items }] }), {
    code: 'WRONG_AMOUNT',
  });
  assert.deepEqual(await told(own), []);
  const [bundle] = await store.acts.worklist({ organisationId: own.organisationId, channel: 'call' });
  assert.deepEqual([bundle?.status, bundle?.version], ['planned', completion.version]);
  const [ledger] = await store.ledger.debtor(own.debtorId);
  assert.deepEqual(ledger?.promises, []);
});
