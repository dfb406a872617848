import assert from 'node:assert/strict';
import { proposeSchedule } from '@krok/receivables';
import { at, type FlowFirm } from './flow-firm.ts';
import type { Story } from './live-stories.ts';
import { line } from './portfolio.ts';
import { ended, imported, tasked, workOf } from './story-words.ts';

/** Story 5: six instalments over four invoices; the second is missed, after the grace the rest is due at once. */
export async function* instalments(firm: FlowFirm): Story {
  const { store, creditors, people } = firm;
  const numbers = ['A/1', 'A/2', 'A/3', 'A/4'];
  let scene = yield { at: at('2026-01-14') };
  const { debtorId } = scene.invoice('A/1');
  const of = { creditorId: creditors.stalex, debtorId };
  const planId = await store.ledger.agreePlan({
    ...of,
    invoiceIds: numbers.map((number) => scene.invoice(number).id),
    schedule: proposeSchedule(4_000_00, 6, '2026-01-30'),
    by: people.collector,
  });
  yield { at: at('2026-01-30') };
  await firm.pay('A/1', '2026-01-30', 666_66);
  const state = async () => {
    const books = (await store.ledger.debtor(debtorId)).find(({ creditorId }) => creditorId === creditors.stalex);
    const plan = books?.plans.find(({ id }) => id === planId);
    return [plan?.state, plan?.missedOn];
  };
  // The part was due on a Saturday; Monday is the grace.
  scene = yield { at: at('2026-03-02', '20:00') };
  assert.deepEqual(await state(), ['running', null]);
  for (const number of numbers) assert.equal(scene.workOn('call', number), undefined);
  scene = yield { at: at('2026-03-03', '23:00') };
  assert.deepEqual(await state(), ['broken', '2026-02-28']);
  scene = yield { at: at('2026-03-09') };
  for (const number of numbers) await firm.pay(number, scene.today);
}

/** A plan is called off, another is paid before its time. */
export async function* calledOff(firm: FlowFirm): Story {
  const { store, creditors, people } = firm;
  let scene = yield { at: at('2026-01-14') };
  const { id: invoiceId, debtorId } = scene.invoice('L/1');
  const agree = () =>
    store.ledger.agreePlan({
      creditorId: creditors.stalex,
      debtorId,
      invoiceIds: [invoiceId],
      schedule: proposeSchedule(1_200_00, 3, '2026-02-10'),
      by: people.collector,
    });
  const first = await agree();
  await assert.rejects(agree, { code: 'PLAN_RUNS' });
  scene = yield { at: at('2026-01-15') };
  await store.ledger.cancelPlan(first, people.collector);
  scene = yield { at: at('2026-01-16') };
  await agree();
  scene = yield { at: at('2026-01-19') };
  await firm.pay('L/1', scene.today);
  const books = (await store.ledger.debtor(debtorId)).find(({ creditorId }) => creditorId === creditors.stalex);
  assert.deepEqual(
    books?.plans.map(({ state }) => state),
    ['kept', 'cancelled'],
  );
}

/** Story 6: the salesperson of a key account says nothing about one invoice, and on the third day asks ten days for another. */
export async function* keyAccount(firm: FlowFirm): Story {
  const { store, organisationId, people } = firm;
  let scene = yield { at: at('2026-01-12', '05:30') };
  for (const number of ['Q/1', 'Q/2']) {
    const { id: invoiceId, debtorId, creditorId, open: amount, currency, dueOn } = scene.invoice(number);
    await store.cases.create({
      organisationId,
      processId: 'key-account',
      creditorId,
      debtorId,
      subject: invoiceId,
      variables: { invoiceId, invoiceNumber: number, amount, currency, dueOn, debtorKind: 'business' },
    });
  }
  scene = yield { at: at('2026-01-14') };
  await firm.pay('Q/1', scene.today, 1_000_00);
  const correction = line('type;debtor;number;corrects;issued;amount', 'correction;key;Q/1/K;Q/1;2026-01-14;-200,00');
  await imported(firm, firm.creditors.stalex, correction);
  scene = yield tasked('Q/1');
  assert.equal(scene.today, '2026-01-19');
  // The third business day after the question.
  scene = yield { at: at('2026-01-22', '15:00') };
  const question = workOf(scene, 'task', 'Q/1');
  const { debtorId } = scene.invoice('Q/1');
  await store.acts.completeBundle({
    bundleId: question.id,
    version: question.version,
    by: people.sales,
    outcomes: question.acts.map(({ id: actId }) => ({ actId, variables: { salesAnswer: 'hold', holdDays: 10 } })),
    note: HOLD_REASON,
  });
  scene = yield { at: at('2026-01-23', '12:00') };
  assert.equal(scene.workOn('task', 'Q/2'), undefined);
  const posted = async () => {
    const { items } = await store.letters.letters({ organisationId, debtorId, page: 1, size: 10 });
    return items.map((letter) => letter.items.map((item) => scene.numberOf(item.invoiceId)).join());
  };
  // Silence about the other one went on; this one waits.
  assert.deepEqual(await posted(), ['Q/2']);
  scene = yield { at: at('2026-02-02', '12:00') };
  assert.deepEqual((await posted()).sort(), ['Q/1', 'Q/2']);
  await firm.pay('Q/1', scene.today);
  // Nobody pays within the month: it goes the usual way, unless it is paid that very day.
  scene = yield ended('Q/2');
  await firm.pay('Q/2', scene.today);
}

export const HOLD_REASON = 'Klient odbiera jutro nowe zamówienie; wstrzymajmy dziesięć dni.';
