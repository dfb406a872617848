import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCEPTED, approve, leave, listed, performDuty, variablesOf } from './test-duties.ts';
import { caseAbout, official, officialJob, type Official, outbox, pay, plan, told, warned } from './test-official.ts';
import { commit, DAY, NOON, testStore } from './test-store.ts';

const at = await testStore('duties-late');
const { store } = at;

describe('what the register says late', () => {
  const REJECTED = {
    answers: [{ kind: 'rejected', reason: 'DEBTOR_IDENTIFIER_MISSING', on: '2026-07-01' }],
    askAt: null,
  } as const;

  async function questions(own: Official) {
    await plan(own);
    const open = await store.acts.worklist({ organisationId: own.organisationId, channel: 'task' });
    return open.filter(({ acts }) => acts.some(({ type }) => type === 'correct-listing'));
  }

  async function answer(own: Official, decision: 'retry' | 'giveUp'): Promise<void> {
    const [bundle] = await questions(own);
    assert.ok(bundle, 'a question to a person');
    const outcomes = bundle.acts.map(({ id }) => ({ actId: id, variables: { decision } }));
    await store.acts.completeBundle({ bundleId: bundle.id, version: bundle.version, by: own.collector, outcomes });
  }

  /** The order that goes out again. */
  async function orderedAgain(own: Official, listingId: string) {
    const { machineBundles } = await plan(own);
    const [bundle] = machineBundles;
    assert.ok(bundle, 'the order once more');
    const entry = await store.duties.ofBundle(bundle.bundleId);
    assert.ok(entry?.kind === 'listing' && entry.listing.id === listingId);
    return store.acts.recordIntent(bundle.bundleId);
  }

  async function rejected(own: Official): Promise<string> {
    await warned(own);
    const caseId = await caseAbout(own, own.invoices[1]);
    const id = await listed(own, caseId);
    await commit(own, caseId, [
      {
        kind: 'messageSubscribed',
        subscription: 's',
        instance: '2',
        element: 3,
        name: 'register-answered',
        correlationKey: own.invoices[1].id,
      },
    ]);
    await outbox(own);
    await store.duties.followListing(id, REJECTED);
    return id;
  }

  it('an order rejected hours later: the case hears it, a person corrects it, the same order goes out and is taken', async () => {
    const own = await official(at);
    const id = await rejected(own);
    const [command] = await told(own);
    assert.deepEqual(variablesOf(command), { krdStatus: 'rejected', krdReason: 'DEBTOR_IDENTIFIER_MISSING' });
    const listing = await store.duties.listing(id);
    assert.deepEqual(
      [listing.state, listing.problem?.reason, listing.endedAt],
      ['rejected', 'DEBTOR_IDENTIFIER_MISSING', null],
    );
    assert.deepEqual(
      (await store.duties.findings(own.organisationId)).map(({ kind, id: of, remedy }) => [kind, of, remedy]),
      [['listing', id, 'completeIdentifiers']],
    );
    // Looked at again, nobody is asked twice.
    await store.duties.followListing(id, null);
    assert.equal((await questions(own)).length, 1);

    await answer(own, 'retry');
    const start = await orderedAgain(own, id);
    assert.ok(start.kind === 'attempt');
    await store.acts.recordOutcome(start.effect.id, { kind: 'delivered', reference: 'job-2' });
    assert.deepEqual(
      [(await store.duties.listing(id)).state, (await store.duties.listing(id)).reference],
      ['sent', 'job-2'],
    );
    await store.duties.followListing(id, ACCEPTED);
    const taken = await store.duties.listing(id);
    assert.deepEqual([taken.state, taken.problem], ['active', null]);
    assert.deepEqual(await store.duties.findings(own.organisationId), []);
  });

  it('with another amount the approval is void: the order does not go out again', async () => {
    const own = await official(at);
    const id = await rejected(own);
    await pay(own, own.invoices[1], 100_00, '2026-07-01');
    await answer(own, 'retry');
    assert.deepEqual(await orderedAgain(own, id), { kind: 'notNow', reason: 'empty' });
    assert.equal((await store.duties.listing(id)).state, 'abandoned');
  });

  it('given up, or paid meanwhile, it ends and nobody is asked any more', async () => {
    const own = await official(at);
    const given = await rejected(own);
    await answer(own, 'giveUp');
    assert.equal((await store.duties.followListing(given, null)).ended, true);

    const other = await official(at);
    const paid = await rejected(other);
    await pay(other, other.invoices[1], 2000_00, '2026-07-01');
    assert.equal((await store.duties.followListing(paid, null)).ended, true);
    assert.deepEqual(await questions(other), []);
  });

  it('a removal rejected late: a person is asked, and once it is corrected it goes out again at once', async () => {
    const own = await official(at);
    await warned(own);
    const id = await listed(own, await caseAbout(own, own.invoices[0]));
    await store.duties.followListing(id, ACCEPTED);
    await pay(own, own.invoices[0], 1000_00, '2026-07-01');
    await store.duties.followListing(id, null);
    assert.equal(await performDuty(own), 'close-listing');
    await store.duties.followListing(id, {
      answers: [{ kind: 'rejected', reason: 'LISTING_UNKNOWN', on: '2026-07-01' }],
      askAt: null,
    });
    const waiting = await store.duties.listing(id);
    assert.deepEqual([waiting.state, waiting.problem?.of, waiting.duty?.retryAt], ['updateDue', 'remove', NOON + DAY]);
    await answer(own, 'retry');
    await store.duties.followListing(id, null);
    assert.equal(await performDuty(own), 'close-listing');
    assert.equal((await store.duties.followListing(id, ACCEPTED)).ended, true);
    assert.equal((await store.duties.listing(id)).state, 'removed');
  });

  it('an order that the law refuses before it leaves is found with its remedy, until it is tried again', async () => {
    const own = await official(at);
    const caseId = await caseAbout(own, own.invoices[0]);
    await approve(own, caseId, 'list-in-krd');
    const { start } = await leave(own, 'list-in-krd', caseId);
    assert.equal(start.kind, 'notNow');
    assert.deepEqual(
      (await store.duties.findings(own.organisationId)).map(({ kind, reason, remedy, caseId: of }) => [
        kind,
        reason,
        remedy,
        of,
      ]),
      [['refusedAct', 'notDemanded', 'sendDemand', caseId]],
    );
    await commit(own, caseId, [officialJob('again', 'list-in-krd')]);
    assert.deepEqual(await store.duties.findings(own.organisationId), []);
  });
});
