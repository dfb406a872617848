import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  books,
  caseAbout,
  DEBTOR,
  importLines,
  invoice,
  invoicesOf,
  messagesOf,
  openOf,
  outboxOf,
  payment,
  subscribed,
} from './test-books.ts';
import { commit, DAY, NOON, testStore } from './test-store.ts';

const at = await testStore('ledger-cases');
const { store } = at;

test('a payment in part and in full is told to the case in the same transaction; taken back, too', async () => {
  const own = await books(at);
  await importLines(own, DEBTOR, invoice('F/1', '100'));
  const part = await caseAbout(own, 'F/1', 'payment-received');
  await importLines(own, payment('B1', '30'));
  const [told] = await outboxOf(own);
  assert.ok(told?.kind === 'command' && told.command.kind === 'correlateMessage' && told.caseId === part);
  assert.deepEqual(told.command.variables, { openAmount: 7_000, paidOn: '2026-06-10' });

  const { id: invoiceId = '', debtorId = '' } = (await invoicesOf(own)).get('F/1') ?? {};
  const next = [subscribed('10', 'invoice-paid', invoiceId), subscribed('11', 'invoice-reopened', invoiceId)];
  await commit(own, part, next, { commandId: told.id, command: told.command });
  await store.outbox.delivered(told.id);
  const request = {
    creditorId: own.creditorId,
    debtorId,
    bankReference: 'B2',
    bookedOn: '2026-06-30',
    amount: 7_000,
    currency: 'PLN',
    invoiceId,
    by: null,
  };
  const { paymentId } = await store.ledger.recordPayment(request);
  assert.deepEqual(await store.ledger.recordPayment(request), { paymentId, rest: 0 });
  await assert.rejects(store.ledger.recordPayment({ ...request, amount: 1 }), { code: 'PAYMENT_KNOWN' });
  assert.deepEqual(await messagesOf(own), [[part, { paidOn: '2026-06-30' }]]);

  const reversal = { paymentId, bankReference: 'B3', bookedOn: '2026-07-01', by: null };
  await store.ledger.reversePayment(reversal);
  await store.ledger.reversePayment(reversal);
  await assert.rejects(store.ledger.reversePayment({ ...reversal, bankReference: 'B4' }), { code: 'PAYMENT_REVERSED' });
  assert.deepEqual(await openOf(own), { 'F/1': 7_000 });
  await assert.rejects(at.query(`UPDATE posting SET amount = 0 WHERE invoice_id = '${invoiceId}'`), /added only/);
  await assert.rejects(at.query(`DELETE FROM payment WHERE id = '${paymentId}'`), /added only/);
});

test('paid meanwhile: the demand leaves its bundle quietly, the rest of the bundle goes on', async () => {
  const own = await books(at);
  await importLines(own, DEBTOR, invoice('F/1', '100'), invoice('F/2', '50'));
  const first = await caseAbout(own, 'F/1', 'invoice-paid', 'email');
  const second = await caseAbout(own, 'F/2', 'invoice-paid', 'email');
  const deskKey = `${own.creditorId}:${(await invoicesOf(own)).get('F/1')?.debtorId ?? ''}`;
  const { machineBundles } = await store.acts.planBundles(deskKey, ({ acts, ledger }) => {
    assert.deepEqual(Object.values(ledger.invoices), [{ kind: 'open' }, { kind: 'open' }]);
    return {
      acts: acts.map((act) => ({ kind: 'bundle', actId: act.id, bundle: 'b' })),
      bundles: [{ bundle: 'b', channel: 'email', kind: 'demand', performer: 'machine' }],
    };
  });
  const [{ bundleId } = { bundleId: '' }] = machineBundles;
  await importLines(own, payment('B1', '100', { invoice: 'F/1' }));
  const rows = (await outboxOf(own)).flatMap((row) => (row.kind === 'command' ? [[row.caseId, row.command.kind]] : []));
  // One command of a case at a time: the payment goes first.
  assert.deepEqual(rows, [[first, 'correlateMessage']]);
  const [act] = await store.acts.ofCase(first);
  assert.deepEqual([act?.state, act?.reason], ['notNeeded', 'paid']);
  assert.deepEqual(
    (await store.acts.bundle(bundleId)).acts.map(({ caseId }) => caseId),
    [second],
  );
  const intent = await store.acts.recordIntent(bundleId);
  assert.equal(intent.kind, 'attempt');
});

test('the ledger is read again in the act of sending: what is held meanwhile goes back and waits', async () => {
  const own = await books(at);
  await importLines(own, DEBTOR, invoice('F/1', '100'));
  const caseId = await caseAbout(own, 'F/1', 'hold-set', 'email');
  const { debtorId = '', id: invoiceId = '' } = (await invoicesOf(own)).get('F/1') ?? {};
  const deskKey = `${own.creditorId}:${debtorId}`;
  const { machineBundles } = await store.acts.planBundles(deskKey, ({ acts }) => ({
    acts: acts.map((act) => ({ kind: 'bundle', actId: act.id, bundle: 'b' })),
    bundles: [{ bundle: 'b', channel: 'email', kind: 'demand', performer: 'machine' }],
  }));
  // As if it had come from another release that knows no desks: the row alone.
  await at.query(
    `INSERT INTO hold (id, organisation_id, creditor_id, debtor_id, kind, until, reason, set_at)
     VALUES (gen_random_uuid(), $1, $2, $3, 'hold', '2026-07-03', 'x', 0)`,
    [own.organisationId, own.creditorId, debtorId],
  );
  assert.deepEqual(await store.acts.recordIntent(machineBundles[0]?.bundleId ?? ''), {
    kind: 'notNow',
    reason: 'empty',
  });
  const [act] = await store.acts.ofCase(caseId);
  const midnight = Date.UTC(2026, 6, 3, 22);
  assert.deepEqual([act?.state, act?.reason, act?.planAt], ['due', 'held', midnight]);
  assert.deepEqual(await store.ledger.view(own.creditorId, debtorId), {
    invoices: { [invoiceId]: { kind: 'held', until: midnight } },
    debtorInsolvent: false,
    formal: [],
    paymentsKnownThrough: null,
  });
  assert.ok((await outboxOf(own)).some((row) => row.kind === 'wakeDesk' && row.deskKey === deskKey));
});

test('an invoice that was formally demanded counts as formal until it is paid', async () => {
  const own = await books(at);
  await importLines(own, DEBTOR, invoice('F/1', '100'), invoice('F/2', '50'));
  await caseAbout(own, 'F/1', 'invoice-paid', 'email');
  const { debtorId = '', id: invoiceId = '' } = (await invoicesOf(own)).get('F/1') ?? {};
  const { machineBundles } = await store.acts.planBundles(`${own.creditorId}:${debtorId}`, ({ acts, ledger }) => {
    assert.deepEqual(ledger.formal, []);
    return {
      acts: acts.map((act) => ({ kind: 'bundle', actId: act.id, bundle: 'b' })),
      bundles: [{ bundle: 'b', channel: 'email', kind: 'demand', performer: 'machine' }],
    };
  });
  const bundleId = machineBundles[0]?.bundleId ?? '';
  const posted = { postedOn: '2026-06-20', amount: 10_000, bureaus: ['KRD'], reference: 'RR1' };
  await store.ledger.recordDemandPosted([{ invoiceId, bundleId, ...posted }]);
  const formal = async () => (await store.ledger.view(own.creditorId, debtorId)).formal;
  assert.deepEqual(await formal(), [invoiceId]);
  await importLines(own, payment('B1', '40', { invoice: 'F/1' }));
  assert.deepEqual(await formal(), [invoiceId]);
  await importLines(own, payment('B2', '60', { invoice: 'F/1' }));
  assert.deepEqual(await formal(), []);
});

test('holds and disputes are told, and told to be over; a dispute is about what is open', async () => {
  const own = await books(at);
  await importLines(own, DEBTOR, invoice('F/1', '1000'));
  const caseId = await caseAbout(own, 'F/1', 'invoice-disputed');
  const { id: invoiceId = '', debtorId = '' } = (await invoicesOf(own)).get('F/1') ?? {};
  const of = { creditorId: own.creditorId, debtorId };
  await assert.rejects(store.ledger.openDispute({ invoiceId, amount: 100_001, reason: 'x', by: null }), {
    code: 'WRONG_AMOUNT',
  });
  const dispute = await store.ledger.openDispute({
    invoiceId,
    amount: 40_000,
    owner: 'sales',
    reason: 'Towar',
    by: null,
  });
  assert.deepEqual(await messagesOf(own), [[caseId, { disputedAmount: 40_000, openAmount: 100_000 }]]);
  assert.equal((await store.ledger.invoice(invoiceId)).undisputed, 60_000);
  assert.equal((await store.ledger.view(of.creditorId, debtorId)).invoices[invoiceId]?.kind, 'open');
  await store.ledger.endHold(dispute, null);
  await store.ledger.endHold(dispute, null);
  const hold = await store.ledger.setHold({ ...of, reason: 'Kluczowy klient', by: null });
  assert.deepEqual((await store.ledger.view(of.creditorId, debtorId)).invoices[invoiceId], {
    kind: 'held',
    until: null,
  });
  assert.deepEqual(
    (await store.ledger.debtor(debtorId))[0]?.holds.map(({ id }) => id),
    [hold],
  );
  await assert.rejects(store.ledger.endHold('0', null), { code: 'NO_SUCH_HOLD' });
});

test('a promise: kept by the payment, else broken after its grace; a new one takes its place', async () => {
  const own = await books(at);
  await importLines(own, DEBTOR, invoice('F/1', '100'), invoice('F/2', '50'));
  const known = await invoicesOf(own);
  const { id: kept = '', debtorId = '' } = known.get('F/1') ?? {};
  const { id: broken = '' } = known.get('F/2') ?? {};
  const keeping = await caseAbout(own, 'F/1', 'promise-kept');
  const breaking = await caseAbout(own, 'F/2', 'promise-broken');
  const of = { creditorId: own.creditorId, debtorId, by: null };
  await store.ledger.recordPromise({ ...of, promisedOn: '2026-07-02', items: [{ invoiceId: kept }] });
  // 1 July 2026 is a Wednesday; the promise is for Thursday, its grace Friday.
  await store.ledger.recordPromise({
    ...of,
    promisedOn: '2026-07-02',
    items: [{ invoiceId: kept }, { invoiceId: broken }],
  });
  await importLines(own, payment('B1', '100', { booked: '2026-07-01', invoice: 'F/1' }));
  assert.deepEqual(await messagesOf(own), [[keeping, { promiseDate: '2026-07-02' }]]);
  const broken3 = await store.clock
    .advance(own.organisationId, NOON + 2 * DAY)
    .then(() => store.ledger.breakPromises(own.organisationId));
  assert.deepEqual(broken3, { broken: 0 });
  await store.clock.advance(own.organisationId, NOON + 5 * DAY);
  assert.deepEqual(await store.ledger.breakPromises(own.organisationId), { broken: 1 });
  assert.deepEqual(await messagesOf(own), [[breaking, { promiseDate: '2026-07-02' }]]);
  const promises = (await store.ledger.debtor(debtorId))[0]?.promises ?? [];
  assert.deepEqual(
    promises.map(({ items }) => items.map(({ state }) => state).sort()),
    [['broken', 'kept'], ['replaced']],
  );
});

test('instalments: of one currency only; one plan an invoice; kept by payments, else broken with the rest due at once', async () => {
  const own = await books(at);
  await importLines(
    own,
    DEBTOR,
    invoice('F/1', '100'),
    invoice('F/2', '50'),
    invoice('F/3', '10', { currency: 'EUR' }),
  );
  const known = await invoicesOf(own);
  const { id: first = '', debtorId = '' } = known.get('F/1') ?? {};
  const [second, foreign] = ['F/2', 'F/3'].map((number) => known.get(number)?.id ?? '');
  const plan = (invoiceIds: readonly (string | undefined)[], amounts: readonly number[]) =>
    store.ledger.agreePlan({
      creditorId: own.creditorId,
      debtorId,
      by: null,
      invoiceIds: invoiceIds.map((id) => id ?? ''),
      schedule: amounts.map((amount, index) => ({ dueOn: `2026-07-0${index + 2}`, amount })),
    });
  await assert.rejects(plan([first, foreign], [5_500, 5_500]), { code: 'WRONG_CURRENCY' });
  await assert.rejects(plan([first, second], [5_000, 5_000]), { code: 'WRONG_SCHEDULE' });
  await plan([first], [4_000, 6_000]);
  await assert.rejects(plan([first, second], [5_000, 10_000]), { code: 'PLAN_RUNS' });
  const called = await plan([second], [2_000, 3_000]);
  await store.ledger.cancelPlan(called, null);
  await plan([second], [2_000, 3_000]);

  await importLines(own, payment('B1', '50', { booked: '2026-07-01', invoice: 'F/2' }));
  await store.clock.advance(own.organisationId, NOON + 5 * DAY);
  assert.deepEqual(await store.ledger.breakPlans(own.organisationId), { broken: 1 });
  const plans = (await store.ledger.debtor(debtorId)).flatMap((ledger) => ledger.plans);
  assert.deepEqual(plans.map(({ state }) => state).sort(), ['broken', 'cancelled', 'kept']);
});
