import assert from 'node:assert/strict';
import { courtTimeline } from '@krok/channels';
import { at, call, decide, type FlowFirm, finish, SCHEMAS } from './flow-firm.ts';
import { type Scene, type Story, when } from './live-stories.ts';
import { line, paymentsThrough, silentDebtor } from './portfolio.ts';
import {
  asked,
  called,
  DAY,
  ended,
  imported,
  isAboutCosts,
  isAboutListing,
  listed,
  numbersOf,
  says,
  stated,
  tasked,
  toApproval,
  toListing,
  workOf,
} from './story-words.ts';

/** Nobody pays, nobody answers; whatever is asked is approved. */
export async function* silent(firm: FlowFirm, index = 1): Story {
  const number = `S/${index}`;
  let scene: Scene;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    scene = yield called(number);
    await call(firm, workOf(scene, 'call', number), () => ({ outcome: 'noAnswer' }));
  }
  scene = yield asked(number);
  await decide(firm, workOf(scene, 'approval', number), true);
  yield listed(number);
  scene = yield asked(number);
  await decide(firm, workOf(scene, 'approval', number), true);
  scene = yield when(`the claim about ${number}`, (now) => now.claimOf(number)?.state === 'registered');
  const claim = scene.claimOf(number);
  assert.ok(claim?.filedOn);
  // One claim in ten is opposed, and a lawyer takes it over: then the next debtor is silent, until an order is final.
  const opposed = courtTimeline(claim.id, claim.createdAt).opposedAt !== null;
  if (opposed) {
    await imported(firm, firm.creditors.stalex, silentDebtor(index + 1, scene.today));
    yield* silent(firm, index + 1);
  }
  scene = yield when(`the end of ${number}`, (now) => now.ended(number) || now.workOn('task', number) !== undefined);
  assert.equal(scene.workOn('task', number) !== undefined, opposed);
  if (opposed) await finish(firm, workOf(scene, 'task', number));
  scene = yield ended(number);
  await firm.pay(number, scene.today);
  yield when(`the removal of ${number}`, (now) => now.listingOf(number)?.state === 'removed');
}

/** Four overdue invoices: one call, one letter; one is paid while the call waits; what was said differs. */
export async function* four(firm: FlowFirm): Story {
  let scene = yield called('F/1');
  assert.deepEqual(numbersOf(workOf(scene, 'call', 'F/1')), ['F/1', 'F/2', 'F/3', 'F/4']);
  await firm.pay('F/1', scene.today);
  scene = yield ended('F/1');
  const left = workOf(scene, 'call', 'F/2');
  assert.deepEqual(numbersOf(left), ['F/2', 'F/3', 'F/4']);
  await call(firm, left, says({ 'F/4': { outcome: 'promise', promiseDate: '2026-01-30' } }));
  // The promise was broken: its demand is a week younger, so is its month.
  scene = yield when('approvals', (now) => ['F/2', 'F/3'].every((number) => now.workOn('approval', number)));
  const approvals = new Set(['F/2', 'F/3'].map((number) => workOf(scene, 'approval', number)));
  assert.deepEqual([...approvals].flatMap(numbersOf).sort(), ['F/2', 'F/3']);
  for (const approval of approvals) await decide(firm, approval, true);
  scene = yield listed('F/2');
  assert.equal(scene.listingOf('F/3')?.id, scene.listingOf('F/2')?.id);
  await firm.pay('F/2', scene.today, 400_00);
  scene = yield when('the update', (now) => stated(now, 'F/2') === 600_00);
  await firm.pay('F/2', scene.today);
  scene = yield when('the update', (now) => stated(now, 'F/2') === 0 && now.ended('F/2'));
  assert.equal(scene.listingOf('F/3')?.state, 'active');
  await firm.pay('F/3', scene.today);
  await firm.pay('F/4', scene.today);
  yield when('the removal', (now) => now.listingOf('F/3')?.state === 'removed' && now.ended('F/4'));
}

/** Story 1: three invoices, one reminder, a fourth joins, one leaves quietly. */
export async function* joins(firm: FlowFirm): Story {
  yield { at: at('2026-01-16') };
  await firm.pay('J/2', '2026-01-16');
  let scene = yield called('J/1');
  await call(firm, workOf(scene, 'call', 'J/1'), says({}));
  scene = yield called('J/4');
  await call(firm, workOf(scene, 'call', 'J/4'), says({}));
  yield { at: at('2026-02-02') };
  for (const number of ['J/1', 'J/3', 'J/4']) await firm.pay(number, '2026-02-02');
}

/** Story 2: two of three are promised by Friday; bank data come a day late; one is paid, one is broken. */
export async function* promise(firm: FlowFirm): Story {
  const { store, creditors } = firm;
  const scene = yield called('W/1');
  const soon = { outcome: 'promise', promiseDate: '2026-01-30' };
  await call(firm, workOf(scene, 'call', 'W/1'), says({ 'W/1': soon, 'W/2': soon }));
  yield { at: at('2026-02-03', '06:30') };
  const states = async (): Promise<readonly string[]> => {
    const { debtorId } = scene.invoice('W/1');
    const books = (await store.ledger.debtor(debtorId)).find(({ creditorId }) => creditorId === creditors.drewpol);
    const items = (books?.promises ?? []).flatMap((each) => each.items);
    return items
      .map(({ invoiceId, state }) => `${scene.invoice('W/1').id === invoiceId ? 'W/1' : 'W/2'} ${state}`)
      .sort();
  };
  // The grace is over, but Friday's transfers are not known yet.
  assert.deepEqual(await states(), ['W/1 open', 'W/2 open']);
  yield { at: at('2026-02-03', '07:00') };
  const transfer = 'wpłata;promise;B-77;2026-01-30;1000,00;za W/1;W/1';
  await imported(firm, creditors.drewpol, paymentsThrough('2026-02-02', [transfer]));
  yield { at: at('2026-02-04', '06:30') };
  assert.deepEqual(await states(), ['W/1 kept', 'W/2 broken']);
  yield { at: at('2026-02-10') };
  for (const number of ['W/2', 'W/3']) await firm.pay(number, '2026-02-10');
}

/** The bank's word each banking day before the daily work's window opens; on 2 February it is late. */
export async function* bank(firm: FlowFirm): Story {
  for (const day of BANK_DAYS) {
    yield { at: at(day, '05:30') };
    await imported(firm, firm.creditors.drewpol, paymentsThrough(dayBefore(day)));
  }
}

/** Story 3: 400 of 1,000 are disputed; demands go on for 600; half of the dispute is justified. */
export async function* partDisputed(firm: FlowFirm): Story {
  const { store, people } = firm;
  let scene = yield { at: at('2026-01-14') };
  const { id: invoiceId } = scene.invoice('D/1');
  const dispute = await store.ledger.openDispute({
    invoiceId,
    amount: 400_00,
    reason: 'Braki w dostawie',
    owner: people.sales,
    until: '2026-02-10',
    by: people.collector,
  });
  scene = yield called('D/1');
  assert.equal(scene.invoice('D/1').undisputed, 600_00);
  await call(firm, workOf(scene, 'call', 'D/1'), says({}));
  yield { at: at('2026-02-05') };
  await store.ledger.endHold(dispute, people.sales);
  const correction = line('type;debtor;number;corrects;issued;amount', 'correction;part;D/1/K;D/1;2026-02-05;-200,00');
  await imported(firm, firm.creditors.stalex, correction);
  scene = yield { at: at('2026-02-09') };
  assert.equal(scene.invoice('D/1').undisputed, 800_00);
  await firm.pay('D/1', '2026-02-09');
}

/** All of it is disputed on the phone; the dispute ends without a result. */
export async function* wholeDisputed(firm: FlowFirm): Story {
  const { store, people, creditors } = firm;
  let scene = yield called('D/2');
  await call(firm, workOf(scene, 'call', 'D/2'), () => ({ outcome: 'dispute' }));
  scene = yield { at: at('2026-02-02') };
  const books = (await store.ledger.debtor(scene.invoice('D/2').debtorId)).find(
    ({ creditorId }) => creditorId === creditors.stalex,
  );
  const [dispute] = books?.holds ?? [];
  assert.equal(dispute?.kind, 'dispute');
  await store.ledger.endHold(dispute.id, people.sales);
  yield { at: at('2026-02-16') };
  await firm.pay('D/2', '2026-02-16');
}

/** Held by sales for a week, then promised out of turn and broken, then silence, then paid. */
export async function* held(firm: FlowFirm): Story {
  const { store, people, creditors } = firm;
  let scene = yield { at: at('2026-01-14') };
  const { id: invoiceId, debtorId } = scene.invoice('H/1');
  const common = { creditorId: creditors.stalex, debtorId };
  await store.ledger.setHold({
    ...common,
    invoiceId,
    until: '2026-01-21',
    reason: 'Prośba handlowca',
    by: people.sales,
  });
  yield { at: at('2026-01-23') };
  await store.ledger.recordPromise({
    ...common,
    promisedOn: '2026-01-26',
    items: [{ invoiceId }],
    by: people.collector,
  });
  scene = yield called('H/1');
  await call(firm, workOf(scene, 'call', 'H/1'), says({}));
  yield { at: at('2026-02-16') };
  await firm.pay('H/1', '2026-02-16');
}

/** Terminated the day after the listing; the debtor pays, and the removal still goes out. */
export async function* terminated(firm: FlowFirm): Story {
  const scene = yield* toListing(firm, 'T/1');
  yield { at: scene.now + DAY };
  const [open] = scene.casesOf('T/1');
  assert.ok(open);
  await firm.store.cases.enqueue(open.id, { kind: 'cancel', reason: 'by hand' }, firm.people.collector);
  const later = yield ended('T/1');
  await firm.pay('T/1', later.today);
  yield when('the removal', (now) => now.listingOf('T/1')?.state === 'removed');
}

/** Story 4: listed and sued, the drawing has ended, a part comes: entry updated, claim limited, costs decided. */
export async function* sued(firm: FlowFirm): Story {
  yield* toListing(firm, 'P/1');
  let scene = yield asked('P/1');
  await decide(firm, workOf(scene, 'approval', 'P/1'), true);
  scene = yield when('the registration', (now) => now.claimOf('P/1')?.state === 'registered');
  const [open] = scene.casesOf('P/1');
  assert.ok(open);
  await firm.store.cases.enqueue(open.id, { kind: 'cancel', reason: 'by hand' }, firm.people.collector);
  scene = yield ended('P/1');
  await firm.pay('P/1', scene.today, 2_000_00);
  scene = yield when('the question of costs', (now) => now.work.some(isAboutCosts(now, 'P/1')));
  const question = scene.work.find(isAboutCosts(scene, 'P/1'));
  assert.ok(question);
  await finish(firm, question, { costs: 'waived' });
  scene = yield when(
    'the limitation',
    (now) => now.claimOf('P/1')?.limitedOn !== null && stated(now, 'P/1') === 3_000_00,
  );
  assert.equal(scene.listingOf('P/1')?.state, 'active');
  assert.equal(scene.claimOf('P/1')?.items[0]?.stated, 3_000_00);
}

/** Neither listing nor claim is approved. */
export async function* unsued(firm: FlowFirm): Story {
  yield* toApproval(firm, 'N/2', false);
  const scene = yield asked('N/2');
  await decide(firm, workOf(scene, 'approval', 'N/2'), false);
}

/** Sued without a listing, then paid: the claim is withdrawn. */
export async function* withdrawn(firm: FlowFirm): Story {
  yield* toApproval(firm, 'N/3', false);
  let scene = yield asked('N/3');
  await decide(firm, workOf(scene, 'approval', 'N/3'), true);
  scene = yield when('the registration', (now) => now.claimOf('N/3')?.state === 'registered');
  await firm.pay('N/3', scene.today);
  scene = yield when('the question of costs', (now) => now.work.some(isAboutCosts(now, 'N/3')));
  const question = scene.work.find(isAboutCosts(scene, 'N/3'));
  assert.ok(question);
  await finish(firm, question, { costs: 'claimed' });
  yield when('the withdrawal', (now) => now.claimOf('N/3')?.state === 'withdrawn');
}

/** Its address breaks the court's schema: corrected, filed again under the creditor's own account, then paid. */
export async function* refiled(firm: FlowFirm): Story {
  const { changeDebtor, debtor } = firm.store.parties;
  yield* toApproval(firm, 'R/1', false);
  let scene = yield asked('R/1');
  const { debtorId } = scene.invoice('R/1');
  const { address } = await debtor(debtorId);
  await changeDebtor(debtorId, { address: { ...address, postalCode: 'brak' } });
  await decide(firm, workOf(scene, 'approval', 'R/1'), true);
  if (SCHEMAS === undefined) console.log('no schemas of the court: a filing that breaks them is not tried');
  else {
    scene = yield tasked('R/1');
    assert.equal(scene.claimOf('R/1')?.state, 'rejected');
    await changeDebtor(debtorId, { address });
    await finish(firm, workOf(scene, 'task', 'R/1'));
  }
  scene = yield when('the registration', (now) => now.claimOf('R/1')?.state === 'registered');
  await firm.pay('R/1', scene.today);
  scene = yield when('the question of costs', (now) => now.work.some(isAboutCosts(now, 'R/1')));
  const question = scene.work.find(isAboutCosts(scene, 'R/1'));
  assert.ok(question);
  await finish(firm, question, { costs: 'waived' });
  yield when('the withdrawal', (now) => now.claimOf('R/1')?.state === 'withdrawn');
}

/** Too small for the register, though approved; paid after that. */
export async function* small(firm: FlowFirm): Story {
  yield* toApproval(firm, 'M/1', true);
  const scene = yield { at: at('2026-03-02') };
  assert.equal(scene.listingOf('M/1'), undefined);
  await firm.pay('M/1', '2026-03-02');
}

/** The register rejects a wrong number until it is corrected; due three years ago, the electronic court does not take it. */
export async function* old(firm: FlowFirm): Story {
  const { changeDebtor, debtor } = firm.store.parties;
  let scene = yield called('O/1');
  const { debtorId } = scene.invoice('O/1');
  const { nip } = await debtor(debtorId);
  await changeDebtor(debtorId, { nip: '1' });
  yield* toApproval(firm, 'O/1', true);
  scene = yield when('the rejection', (now) => now.work.some(isAboutListing(now, 'O/1')));
  await changeDebtor(debtorId, { nip });
  const correction = scene.work.find(isAboutListing(scene, 'O/1'));
  assert.ok(correction);
  await finish(firm, correction, { decision: 'retry' });
  yield listed('O/1');
  scene = yield asked('O/1');
  await decide(firm, workOf(scene, 'approval', 'O/1'), true);
  scene = yield tasked('O/1');
  assert.equal(scene.claimOf('O/1'), undefined);
  await finish(firm, workOf(scene, 'task', 'O/1'));
  scene = yield ended('O/1');
  await firm.pay('O/1', scene.today);
  yield when('the removal', (now) => now.listingOf('O/1')?.state === 'removed');
}

/** Neither mail nor phone nor address: called at once; the letter waits for the address. */
export async function* unknown(firm: FlowFirm): Story {
  let scene = yield called('U/1');
  assert.equal(scene.today, '2026-01-12');
  await call(firm, workOf(scene, 'call', 'U/1'), says({}));
  scene = yield tasked('U/1');
  const address = { street: 'Polna', house: '1', flat: null, postalCode: '00-001', town: 'Warszawa' };
  await firm.store.parties.changeDebtor(scene.invoice('U/1').debtorId, { address });
  await finish(firm, workOf(scene, 'task', 'U/1'));
  yield { at: at('2026-01-20') };
  await firm.pay('U/1', '2026-01-20');
}

/** Part is paid between approval and listing: the approval is void, what is left is approved anew. */
export async function* voided(firm: FlowFirm): Story {
  const scene = yield* toApproval(firm, 'V/1', true);
  await firm.pay('V/1', scene.today, 200_00);
  const again = yield asked('V/1');
  assert.equal(again.invoice('V/1').open, 2_000_00);
  await decide(firm, workOf(again, 'approval', 'V/1'), true);
  const later = yield listed('V/1');
  assert.equal(stated(later, 'V/1'), 2_000_00);
  await firm.pay('V/1', later.today);
  yield when('the removal', (now) => now.listingOf('V/1')?.state === 'removed');
}

/** Before the due date: paid in parts in time; late, so that the other procedure follows; never reminded. */
export async function* beforeDue(firm: FlowFirm): Story {
  const { store, people, creditors } = firm;
  let scene = yield { at: at('2026-01-13') };
  const { debtorId } = scene.invoice('B/3');
  await store.ledger.setHold({ creditorId: creditors.stalex, debtorId, reason: 'Jubileusz klienta', by: people.sales });
  yield { at: at('2026-01-16') };
  await firm.pay('B/1', '2026-01-16', 100_00);
  yield { at: at('2026-01-19') };
  await firm.pay('B/1', '2026-01-19');
  yield { at: at('2026-01-27') };
  scene = yield when('the next procedure', (now) => now.casesOf('B/2').length === 2);
  await firm.pay('B/2', scene.today);
  scene = yield ended('B/3');
  assert.equal(scene.casesOf('B/3').length, 1);
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY).toISOString().slice(0, 10);

const BANK_DAYS = Array.from({ length: 30 }, (_, index) =>
  new Date(Date.parse('2026-01-13') + index * DAY).toISOString().slice(0, 10),
).filter((day) => day !== '2026-02-02' && day !== '2026-02-03' && ![0, 6].includes(new Date(day).getUTCDay()));
