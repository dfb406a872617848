import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  listSandboxFilings,
  listSandboxKrdOrders,
  listSandboxMails,
  listSandboxSms,
  listSandboxWebhooks,
} from '@krok/channels';
import type { Act, StepRecord } from '@krok/store';
import * as agreements from './agreements.ts';
import { completed, endsOf, stepsOf, wrongWith } from './check-case.ts';
import { at, dayOf, type FlowFirm, openFlowFirm } from './flow-firm.ts';
import { live, Scene } from './live-stories.ts';
import { OPEN_ITEMS } from './portfolio.ts';
import { received, repeated } from './received.ts';
import * as stories from './stories.ts';
import { databaseBytes, weighCases } from './weigh-cases.ts';

/** Monday, 12 January 2026, 05:00 in Warsaw. */
const START = at('2026-01-12', '05:00');

describe('from an open-items file to closed cases, on the manual clock', () => {
  let firm: FlowFirm;
  let scene: Scene;
  let bytesBefore: number;
  const logs = new Map<string, StepRecord[]>();

  before(async () => {
    firm = await openFlowFirm('flow', START);
    bytesBefore = await databaseBytes(firm.rig.environment['DATABASE_URL'] ?? '');
    for (const company of ['stalex', 'drewpol'] as const) {
      const { errors } = await firm.import(firm.creditors[company], OPEN_ITEMS[company]);
      assert.deepEqual(errors, []);
    }
  });
  after(() => firm.close());

  it('every story and every case comes to its end', async () => {
    const began = performance.now();
    const lived = await live(
      firm,
      {
        silent: stories.silent(firm),
        four: stories.four(firm),
        joins: stories.joins(firm),
        promise: stories.promise(firm),
        bank: stories.bank(firm),
        partDisputed: stories.partDisputed(firm),
        wholeDisputed: stories.wholeDisputed(firm),
        held: stories.held(firm),
        terminated: stories.terminated(firm),
        sued: stories.sued(firm),
        unsued: stories.unsued(firm),
        withdrawn: stories.withdrawn(firm),
        refiled: stories.refiled(firm),
        instalments: agreements.instalments(firm),
        calledOff: agreements.calledOff(firm),
        keyAccount: agreements.keyAccount(firm),
        small: stories.small(firm),
        old: stories.old(firm),
        unknown: stories.unknown(firm),
        voided: stories.voided(firm),
        beforeDue: stories.beforeDue(firm),
      },
      at('2026-12-31'),
    );
    scene = await Scene.look(firm);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(JSON.stringify({ ...lived, until: scene.today, seconds, cases: scene.cases.length }));
    for (const { id } of scene.cases) logs.set(id, await stepsOf(firm.store, id));
  });

  it('every end of the three procedures was reached', () => {
    for (const executable of firm.executables.values()) {
      const ofProcess = scene.cases.filter(({ processId }) => processId === executable.processId);
      const reached = new Set(ofProcess.flatMap(({ id }) => completed(executable, logs.get(id) ?? [])));
      const missing = endsOf(executable).filter((end) => !reached.has(end));
      assert.deepEqual(missing, [], executable.processId);
    }
  });

  it('each invoice took the closing path of its stage', () => {
    for (const [number, end] of ENDS) {
      const [last] = scene.casesOf(number);
      assert.ok(last);
      const executable = firm.executables.get(last.processId);
      assert.ok(executable);
      const path = completed(executable, logs.get(last.id) ?? []);
      assert.ok(path.includes(end), `${number}: ${path.join(' ')}`);
    }
  });

  it('no log is broken, every step runs again the same way, and nothing is left to do', async () => {
    for (const each of scene.cases) {
      const executable = firm.executables.get(each.processId);
      assert.ok(executable);
      assert.equal(await wrongWith(firm.store, executable, each, logs.get(each.id) ?? []), null);
      assert.equal(each.incidents, 0, each.id);
      const open = (await firm.store.acts.ofCase(each.id)).filter(
        ({ state }) => state === 'due' || state === 'planned',
      );
      assert.deepEqual(open, []);
    }
    assert.deepEqual(scene.work, []);
  });

  it('acts of one debtor meet: one call, one letter, one listing; who paid leaves quietly', async () => {
    const acts = await actsOf('F/1', 'F/2', 'F/3', 'F/4');
    const calls = acts.filter(({ type }) => type === 'call-debtor');
    assert.equal(new Set(calls.map(({ bundleId }) => bundleId)).size, 1);
    assert.deepEqual(calls.map(({ state }) => state).sort(), ['done', 'done', 'done', 'notNeeded']);
    const demands = acts.filter(({ type }) => type === 'send-demand-with-krd-warning');
    // F/2 and F/3 together, F/4 alone once its promise was broken.
    assert.deepEqual(sizes(demands), [1, 2]);
    assert.deepEqual(sizes(acts.filter(({ type }) => type === 'list-in-krd')), [2]);
  });

  it('three invoices share a reminder, the fourth has its own, a paid one is not mentioned again (story 1)', async () => {
    const mails = (await listSandboxMails(join(firm.data, 'sandbox-mail'), { limit: 500 }))
      .filter(({ to }) => to.includes('joins@kontrahent.example'))
      .map(({ text }) => numbersIn(text));
    assert.deepEqual(mails, [['J/4'], ['J/1', 'J/2', 'J/3']]);
    const texts = (await smsTo('J/1')).map(({ form }) => numbersIn(form['message'] ?? ''));
    assert.deepEqual(texts, [['J/4'], ['J/1', 'J/3']]);
  });

  it('what is in dispute is not demanded (story 3)', async () => {
    const [sms] = await smsTo('D/1');
    assert.match(sms?.form['message'] ?? '', /D\/1 600,00 zł/);
    const { id: invoiceId } = scene.invoice('D/1');
    const { items } = await firm.store.letters.letters({
      organisationId: firm.organisationId,
      invoiceId,
      page: 1,
      size: 10,
    });
    assert.deepEqual(
      items.map((letter) => letter.items),
      [[{ invoiceId, amount: 600_00 }]],
    );
  });

  it('while parts are paid nobody is asked for more; the rest is demanded in one letter once one is missed (story 5)', async () => {
    assert.deepEqual(await smsTo('A/1'), []);
    const { debtorId } = scene.invoice('A/1');
    const { organisationId } = firm;
    const { items } = await firm.store.letters.letters({ organisationId, debtorId, page: 1, size: 10 });
    assert.deepEqual(
      items.map(({ printedOn, items: named }) => [
        printedOn >= '2026-03-03',
        named.reduce((sum, { amount }) => sum + amount, 0),
        named.length,
      ]),
      [[true, 4_000_00 - 666_66, 4]],
    );
  });

  it('a key account: orders are blocked, and the reason stands on the time line (story 6)', async () => {
    const [told, ...more] = listSandboxWebhooks(join(firm.data, 'sandbox-webhook'));
    assert.deepEqual(
      [told?.body['event'], told?.body['data'], more],
      ['block-orders', { invoiceNumber: 'Q/1', holdDays: 10 }, []],
    );
    assert.equal(dayOf(told?.at ?? 0), '2026-01-22');
    const [open] = scene.casesOf('Q/1');
    const acts = await firm.store.caseFiles.acts({ caseId: open?.id ?? '' });
    assert.deepEqual(
      acts.flatMap(({ note }) => note ?? []),
      [agreements.HOLD_REASON],
    );
  });

  it('a hold pauses the soft steps to the end of its last day', async () => {
    const [sms, ...more] = await smsTo('H/1');
    assert.equal(dayOf(sms?.at ?? 0), '2026-01-22');
    assert.deepEqual(more, []);
  });

  it('the register and the court were told in time', async () => {
    const refusals = listSandboxKrdOrders(join(firm.data, 'sandbox-krd')).flatMap(({ refusal }) => refusal ?? []);
    // The number that was wrong until it was corrected.
    assert.deepEqual(refusals, ['DEBTOR_IDENTIFIER_MISSING']);
    for (const { id, state } of scene.listings) {
      const events = (await firm.store.duties.listingHistory(id)).map(({ event }) => event);
      assert.ok(!events.some(({ kind }) => kind === 'dutyOverdue'));
      const owed = events.flatMap((event) => (event.kind === 'dutyArose' ? [event.by] : []));
      const done = events.flatMap((event) => (event.kind === 'dutyDone' ? [event.on] : []));
      assert.equal(done.length, owed.length);
      for (const [index, on] of done.entries()) assert.ok(on <= (owed[index] ?? ''), `${on} after ${owed[index]}`);
      assert.ok(state === 'removed' || id === scene.listingOf('P/1')?.id, `${id} ${state}`);
    }
    // What the court's schema refuses never reaches the court.
    const filings = listSandboxFilings(join(firm.data, 'sandbox-epu')).filter(({ kind }) => kind === 'claim');
    const accounts = filings.map(({ account }) => account);
    assert.deepEqual([...new Set(accounts)], ['stalex-masowy']);
    assert.equal(scene.claimOf('N/3')?.state, 'withdrawn');
    assert.equal(scene.claimOf('P/1')?.endedAt, null);
  });

  it('no receiver got an effect twice', async () => {
    const log = await received(firm.data);
    for (const [receiver, keys] of Object.entries(log)) assert.deepEqual(repeated(keys), [], receiver);
    console.log(JSON.stringify(Object.fromEntries(Object.entries(log).map(([name, keys]) => [name, keys.length]))));
    assert.deepEqual(await firm.store.acts.unknownEffects(firm.organisationId), []);
  });

  it('the ledger is consistent: postings, balances and payments say the same', async () => {
    const { store, organisationId } = firm;
    const invoices = await store.ledger.invoices({ organisationId, limit: 500 });
    const balances = await store.ledger.balancesAt(
      invoices.map(({ id }) => id),
      scene.today,
    );
    const paid = new Map<string, number>();
    for (const { id, open, number } of invoices) {
      const postings = await store.ledger.postings(id);
      assert.equal(
        postings.reduce((sum, { amount }) => sum + amount, 0),
        open,
        number,
      );
      assert.equal(balances[id], open, number);
      for (const { kind, amount, paymentId } of postings) {
        if (kind === 'payment') paid.set(paymentId ?? '', (paid.get(paymentId ?? '') ?? 0) - amount);
      }
    }
    for (const debtorId of new Set(invoices.map((invoice) => invoice.debtorId))) {
      for (const { payments } of await store.ledger.debtor(debtorId)) {
        for (const payment of payments) assert.equal(payment.rest + (paid.get(payment.id) ?? 0), payment.amount);
      }
    }
    const open = invoices.filter((invoice) => !invoice.paid).map(({ number }) => number);
    assert.deepEqual(open.sort(), ['B/3', 'N/2', 'P/1']);
  });

  it('what a closed case weighs', async () => {
    console.log(JSON.stringify(await weighCases(firm, scene.cases, bytesBefore)));
  });

  /** Newest first. */
  async function smsTo(number: string) {
    const { phone } = await firm.store.parties.debtor(scene.invoice(number).debtorId);
    const all = listSandboxSms(join(firm.data, 'sandbox-sms'));
    return all.filter(({ form }) => form['to'] === phone?.replace('+', ''));
  }

  async function actsOf(...numbers: readonly string[]): Promise<Act[]> {
    const acts: Act[] = [];
    for (const number of numbers) {
      for (const { id } of scene.casesOf(number)) acts.push(...(await firm.store.acts.ofCase(id)));
    }
    return acts;
  }
});

/** Where the last case of an invoice ended. */
const ENDS: readonly (readonly [number: string, end: string])[] = [
  ['S/1', 'procedure-done'],
  ['F/1', 'paid-after-reminders'],
  ['F/2', 'paid-listing-closed'],
  ['F/3', 'paid-listing-closed'],
  ['J/2', 'paid-after-reminders'],
  ['J/4', 'paid-after-demand'],
  ['W/1', 'paid-after-reminders'],
  ['W/2', 'paid-after-demand'],
  ['D/1', 'paid-after-demand'],
  ['D/2', 'paid-after-demand'],
  ['N/2', 'no-claim'],
  ['N/3', 'paid-unlisted'],
  ['R/1', 'paid-unlisted'],
  ['A/1', 'plan-broken-end'],
  ['A/4', 'paid-after-demand'],
  ['Q/1', 'paid-end'],
  ['Q/2', 'unpaid'],
  ['L/1', 'plan-ends'],
  ['M/1', 'paid-unlisted'],
  ['O/1', 'with-lawyer'],
  ['V/1', 'paid-listing-closed'],
  ['B/1', 'paid'],
  ['B/2', 'paid-after-reminders'],
  ['B/3', 'not-reminded'],
];

/** Acts in each bundle, smallest first. */
function sizes(acts: readonly Act[]): readonly number[] {
  return [...Map.groupBy(acts, ({ bundleId }) => bundleId).values()].map(({ length }) => length).sort();
}

function numbersIn(text: string): readonly string[] {
  return [...new Set(text.match(/[A-Z]\/\d+/g))].sort();
}
