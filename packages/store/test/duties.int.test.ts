import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCEPTED, approve, filed, leave, listed, performDuty, refusedWith, variablesOf } from './test-duties.ts';
import { caseAbout, official, officialJob, type Official, outbox, pay, plan, told, warned } from './test-official.ts';
import { commit, DAY, NOON, testStore } from './test-store.ts';

const at = await testStore('duties');
const { store } = at;

describe('a listing', () => {
  it('is written down with what leaves, lives once its outcome is recorded, and is told to its cases', async () => {
    const own = await official(at);
    await warned(own);
    const cases = await Promise.all(own.invoices.map((invoice) => caseAbout(own, invoice)));
    const id = await listed(own, ...cases);
    const { state, items, reference } = await store.duties.listing(id);
    assert.equal(state, 'sent');
    assert.equal(reference, 'job-1');
    assert.deepEqual(items.map(({ stated }) => stated).sort(), [1000_00, 2000_00]);
    const rows = await outbox(own);
    assert.ok(rows.some((row) => row.kind === 'wakeListing' && row.listingId === id));
    assert.equal(rows.filter((row) => row.kind === 'command').length, 2);
    assert.equal((await store.clock.atRest(own.organisationId)).dueDuties, 1);

    await store.duties.followListing(id, {
      answers: [{ kind: 'accepted', reference: 'KRD-1', on: '2026-07-01' }],
      askAt: null,
    });
    assert.equal((await store.duties.listing(id)).state, 'active');
    assert.equal((await store.clock.atRest(own.organisationId)).dueDuties, 0);
  });

  it('outlives its case: paid the day after the case was terminated, it is removed', async () => {
    const own = await official(at);
    await warned(own);
    const [first] = own.invoices;
    const caseId = await caseAbout(own, first);
    const id = await listed(own, caseId);
    await store.duties.followListing(id, { answers: [{ kind: 'accepted', reference: null, on: 'x' }], askAt: null });
    await outbox(own);

    await store.clock.advance(own.organisationId, NOON + DAY);
    await commit(own, caseId, [{ kind: 'instanceTerminated', reason: 'by hand' }]);
    await pay(own, first, 1000_00, '2026-07-02');
    assert.ok((await outbox(own)).some((row) => row.kind === 'wakeListing' && row.listingId === id));
    const followed = await store.duties.followListing(id, null);
    assert.equal(followed.ended, false);
    const due = await store.duties.listing(id);
    assert.equal(due.state, 'updateDue');
    assert.equal(due.duty?.by, '2026-07-16');
    // The last day of the duty is an instant to which the clock is advanced.
    assert.equal(followed.wakeAt, Date.UTC(2026, 6, 16, 22));

    assert.equal(await performDuty(own), 'close-listing');
    assert.deepEqual((await told(own)).length, 0);
    // Handed over is not done: the register answers later.
    assert.equal((await store.duties.followListing(id, null)).ended, false);
    const after = await store.duties.followListing(id, ACCEPTED);
    assert.deepEqual(after.ended, true);
    assert.equal((await store.duties.listing(id)).state, 'removed');
    assert.deepEqual(
      (await store.duties.listingHistory(id)).map(({ event }) => event.kind),
      ['ordered', 'orderSent', 'accepted', 'dutyArose', 'dutyAsked', 'dutyLeaving', 'dutySent', 'dutyDone'],
    );
  });

  it('is updated to what is owed in the moment of sending, also when more was paid meanwhile', async () => {
    const own = await official(at);
    await warned(own);
    const cases = await Promise.all(own.invoices.map((invoice) => caseAbout(own, invoice)));
    const id = await listed(own, ...cases);
    const [first, second] = own.invoices;
    await pay(own, first, 400_00, '2026-07-01');
    await store.duties.followListing(id, null);
    await pay(own, second, 500_00, '2026-07-01');
    assert.equal(await performDuty(own), 'update-listing');
    // First the order is answered, then the update.
    assert.equal((await store.duties.followListing(id, ACCEPTED)).wakeAt, NOON);
    await store.duties.followListing(id, ACCEPTED);
    const { items, duty } = await store.duties.listing(id);
    assert.equal(duty, null);
    assert.deepEqual(items.map(({ stated }) => stated).sort(), [1500_00, 600_00].sort());
    await store.duties.followListing(id, null);
    assert.equal((await store.duties.listing(id)).duty, null);
  });

  it('the duty that lost its object before it left is dropped', async () => {
    const own = await official(at);
    await warned(own);
    const [first] = own.invoices;
    const id = await listed(own, await caseAbout(own, first));
    await pay(own, first, 1000_00, '2026-07-01');
    await store.duties.followListing(id, null);
    const { payments } = (await store.ledger.debtor(own.debtorId))[0] ?? { payments: [] };
    await store.ledger.reversePayment({
      paymentId: payments[0]?.id ?? '',
      bankReference: 'R',
      bookedOn: '2026-07-01',
      by: null,
    });
    const { machineBundles } = await plan(own);
    assert.deepEqual(await store.acts.recordIntent(machineBundles[0]?.bundleId ?? ''), {
      kind: 'notNow',
      reason: 'empty',
    });
    await store.duties.followListing(id, null);
    assert.equal((await store.duties.listing(id)).duty, null);
  });

  it('a failed attempt is made again after an hour', async () => {
    const own = await official(at);
    await warned(own);
    const [first] = own.invoices;
    const id = await listed(own, await caseAbout(own, first));
    await pay(own, first, 1000_00, '2026-07-01');
    await store.duties.followListing(id, null);
    const { machineBundles } = await plan(own);
    const start = await store.acts.recordIntent(machineBundles[0]?.bundleId ?? '');
    assert.ok(start.kind === 'attempt');
    await store.acts.recordOutcome(start.effect.id, { kind: 'failed', error: 'line down' });
    const { wakeAt } = await store.duties.followListing(id, null);
    assert.equal(wakeAt, NOON + 3_600_000);
    await store.clock.advance(own.organisationId, NOON + 3_600_000);
    await store.duties.followListing(id, null);
    assert.equal(await performDuty(own), 'close-listing');
  });

  it('is refused with its reason where the law speaks against it, and the case hears it', async () => {
    const own = await official(at);
    const caseId = await caseAbout(own, own.invoices[0]);
    await approve(own, caseId, 'list-in-krd');
    const { start } = await leave(own, 'list-in-krd', caseId);
    assert.deepEqual(start, { kind: 'notNow', reason: 'empty' });
    const [command] = await told(own);
    assert.deepEqual(variablesOf(command), { krdStatus: 'refused', krdReason: 'notDemanded' });
  });

  it('a drawn removal is left to the listing', async () => {
    const own = await official(at);
    const caseId = await caseAbout(own, own.invoices[0], officialJob('c', 'close-listing'));
    const { machineBundles } = await plan(own);
    await store.acts.recordIntent(machineBundles[0]?.bundleId ?? '');
    const [command] = await told(own);
    assert.deepEqual(variablesOf(command), { krdStatus: 'notNeeded', krdReason: 'byListing' });
    assert.equal((await store.acts.ofCase(caseId))[0]?.state, 'notNeeded');
  });

  it('keeps the data of its debtor', async () => {
    const own = await official(at);
    await warned(own);
    const caseId = await caseAbout(own, own.invoices[0]);
    await listed(own, caseId);
    await commit(own, caseId, [{ kind: 'instanceTerminated', reason: 'by hand' }]);
    await assert.rejects(store.parties.eraseDebtor(own.debtorId), refusedWith('DEBTOR_HAS_OPEN_DUTIES'));
  });
});

describe('a claim', () => {
  it('takes the court answers and tells them to the open case', async () => {
    const own = await official(at);
    const [first] = own.invoices;
    const caseId = await caseAbout(own, first);
    const id = await filed(own, caseId);
    await commit(own, caseId, [
      {
        kind: 'messageSubscribed',
        subscription: 's1',
        instance: '9',
        element: 5,
        name: 'court-answered',
        correlationKey: first.id,
      },
    ]);
    await outbox(own);
    await store.duties.followClaim(id, {
      answers: [{ kind: 'registered', signature: 'VI Nc-e 7/26', on: '2026-07-03' }],
      askAt: NOON + DAY,
    });
    const { state, signature, fee } = await store.duties.claim(id);
    assert.deepEqual([state, signature, fee], ['registered', 'VI Nc-e 7/26', 30_00]);
    const [command] = await told(own);
    assert.deepEqual(variablesOf(command), {
      courtAnswer: 'registered',
      epuStatus: 'registered',
      epuSignature: 'VI Nc-e 7/26',
    });
    assert.equal(await store.clock.nextDue(own.organisationId), NOON + DAY);
  });

  it('is withdrawn after payment once a person has decided about the costs', async () => {
    const own = await official(at);
    const [first] = own.invoices;
    const id = await filed(own, await caseAbout(own, first));
    await pay(own, first, 1000_00, '2026-07-01');
    await store.duties.followClaim(id, null);
    await plan(own);
    const [question] = await store.acts.worklist({ organisationId: own.organisationId, channel: 'task' });
    assert.ok(question);
    assert.deepEqual(question.candidateGroups, ['lawyer', 'manager']);
    await store.acts.completeBundle({
      bundleId: question.id,
      version: question.version,
      by: own.approver,
      outcomes: question.acts.map(({ id: actId }) => ({ actId, variables: { costs: 'waived' } })),
    });
    await store.duties.followClaim(id, null);
    assert.equal(await performDuty(own), 'withdraw-claim');
    const { state, duty } = await store.duties.claim(id);
    assert.deepEqual([state, duty], ['withdrawn', null]);
  });

  it('is limited after a part payment; nobody decided in a week, so the costs are claimed', async () => {
    const own = await official(at);
    const cases = await Promise.all(own.invoices.map((invoice) => caseAbout(own, invoice)));
    const id = await filed(own, ...cases);
    await pay(own, own.invoices[0], 1000_00, '2026-07-01');
    const { wakeAt } = await store.duties.followClaim(id, null);
    assert.equal(wakeAt, Date.UTC(2026, 6, 8, 22));
    await plan(own);
    await store.clock.advance(own.organisationId, wakeAt ?? 0);
    await store.duties.followClaim(id, null);
    assert.equal((await store.duties.claim(id)).duty?.costs, 'claimed');
    assert.deepEqual(await store.acts.worklist({ organisationId: own.organisationId, channel: 'task' }), []);
    assert.equal(await performDuty(own), 'limit-claim');
    const { state, items, limitedOn } = await store.duties.claim(id);
    assert.deepEqual([state, limitedOn], ['sent', '2026-07-09']);
    assert.deepEqual(items.map(({ stated }) => stated).sort(), [0, 2000_00]);
  });
});

describe('an approval', () => {
  async function asked(own: Official) {
    const caseId = await caseAbout(own, own.invoices[0], officialJob('a', 'approve', { approves: 'file-in-epu' }));
    await plan(own);
    const [bundle] = await store.acts.worklist({ organisationId: own.organisationId, caseId });
    assert.ok(bundle);
    return { caseId, bundle, view: await store.approvals.view(bundle.id) };
  }

  it('shows the invoices and amounts of now, under a hash', async () => {
    const own = await official(at);
    const { view, bundle } = await asked(own);
    assert.deepEqual(
      view.items.map(({ invoiceNumber, amount, approves }) => ({ invoiceNumber, amount, approves })),
      [{ invoiceNumber: 'F/1', amount: 1000_00, approves: 'file-in-epu' }],
    );
    await pay(own, own.invoices[0], 100_00, '2026-07-01');
    const later = await store.approvals.view(bundle.id);
    assert.equal(later.items[0]?.amount, 900_00);
    assert.notEqual(later.hash, view.hash);
    const { hash, version } = view;
    await assert.rejects(
      store.approvals.decide({ bundleId: bundle.id, version, hash, by: own.approver, approved: true }),
      refusedWith('STALE_APPROVAL'),
    );
  });

  it('comes from a second person with the right, and never as a plain completion', async () => {
    const own = await official(at);
    const { view, bundle } = await asked(own);
    const decision = { bundleId: bundle.id, version: view.version, hash: view.hash, approved: true };
    await assert.rejects(store.approvals.decide({ ...decision, by: own.collector }), refusedWith('NOT_APPROVER'));
    await assert.rejects(
      store.acts.completeBundle({ bundleId: bundle.id, version: view.version, by: own.approver, outcomes: [] }),
      refusedWith('NEEDS_DECISION'),
    );
    await store.approvals.decide({ ...decision, by: own.approver });
    const [command] = await told(own);
    assert.deepEqual(variablesOf(command), {
      approved: true,
      approvalStatus: 'approved',
      approvedAmount: 1000_00,
    });
  });

  it('nobody approves what they began', async () => {
    const own = await official(at);
    const { caseId } = await store.cases.create({
      organisationId: own.organisationId,
      processId: 'p',
      creditorId: own.creditorId,
      debtorId: own.debtorId,
      subject: own.invoices[0].id,
      variables: {},
      by: own.approver,
    });
    const { start } = await store.cases.open(caseId);
    await commit(
      own,
      caseId,
      [{ kind: 'instanceStarted', instance: '1', engineVersion: 1 }, officialJob('a', 'approve')],
      {
        commandId: start.commandId,
        command: start.command,
      },
    );
    await plan(own);
    const [bundle] = await store.acts.worklist({ organisationId: own.organisationId, caseId });
    assert.ok(bundle);
    const { hash, version } = await store.approvals.view(bundle.id);
    await assert.rejects(
      store.approvals.decide({ bundleId: bundle.id, version, hash, by: own.approver, approved: true }),
      refusedWith('OWN_ACT'),
    );
  });

  it('is void once the amount has changed, and the case may ask again', async () => {
    const own = await official(at);
    const caseId = await caseAbout(own, own.invoices[0]);
    await approve(own, caseId, 'file-in-epu');
    await pay(own, own.invoices[0], 100_00, '2026-07-01');
    await outbox(own);
    const { start } = await leave(own, 'file-in-epu', caseId);
    assert.deepEqual(start, { kind: 'notNow', reason: 'empty' });
    const [command] = await told(own);
    assert.deepEqual(variablesOf(command), {
      epuStatus: 'refused',
      epuReason: 'approvalVoid',
      approvalStatus: 'void',
    });
    assert.deepEqual(
      (await store.approvals.ofCase(caseId)).map(({ state }) => state),
      ['void'],
    );
    await approve(own, caseId, 'file-in-epu');
    await commit(own, caseId, [officialJob('again', 'file-in-epu')]);
    const { machineBundles } = await plan(own);
    assert.equal((await store.acts.recordIntent(machineBundles[0]?.bundleId ?? '')).kind, 'attempt');
  });

  it('is for one act: without one nothing leaves', async () => {
    const own = await official(at);
    const caseId = await caseAbout(own, own.invoices[0]);
    await leave(own, 'file-in-epu', caseId);
    const [command] = await told(own);
    assert.deepEqual(variablesOf(command), {
      epuStatus: 'refused',
      epuReason: 'approvalMissing',
      approvalStatus: 'missing',
    });
  });
});
