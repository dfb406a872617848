import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readOpenItems } from '@krok/receivables';
import { emailJob } from './test-desk.ts';
import { begin, commit, DAY, deployed, NOON, processOf, take, testStore } from './test-store.ts';

const at = await testStore('daily');
const { store } = at;
const HOUR = 3_600_000;
/** 06:00 in Warsaw of the day after `NOON`, 2 July 2026. */
const SIX = NOON + 18 * HOUR;
const OVERDUE = { subject: 'invoice', startWhen: 'overdue', startAfterDays: '3', debtorKind: 'business' };
const BEFORE_DUE = { subject: 'invoice', startWhen: 'beforeDue', startDaysBefore: '7' };
const HEADER = ['type', 'debtor', 'name', 'legalform', 'nip', 'pesel', 'number', 'issued', 'due', 'amount'];
const FIRM = ['debtor', 'K1', 'Firma', 'company', '5260250274', '', '', '', '', ''];
const PERSON = ['debtor', 'K2', 'Osoba', 'consumer', '', '44051401359', '', '', '', ''];
const invoice = (debtor: string, number: string, due: string) =>
  ['invoice', debtor, '', '', '', '', number, '2026-05-01', due, '100,00'] as const;

/** An organisation whose clock stands at noon of 1 July 2026, with a firm K1 and a consumer K2. */
async function organisation(...lines: readonly (readonly string[])[]) {
  const { calendar } = await store.organisations.read(at.organisationId);
  const clock = { mode: 'manual', now: NOON } as const;
  const organisationId = await store.organisations.create({ name: 'D', clock, zone: 'Europe/Warsaw', calendar });
  const creditorId = await store.parties.addCreditor({ organisationId, name: 'Wierzyciel' });
  const rows = [HEADER, FIRM, PERSON, ...lines].map((cells, index) => ({ line: index + 1, cells: [...cells] }));
  const sha256 = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const file = readOpenItems(rows);
  const report = await store.ledger.importOpenItems({ creditorId, sha256, fileName: 'a.csv', file, by: null });
  assert.equal(report.errorCount, 0);
  return { ...at, organisationId, creditorId };
}

type Own = Awaited<ReturnType<typeof organisation>>;

/** What the daily workflow does, by hand. Gives the numbers of the invoices whose cases it started. */
async function runDay({ organisationId }: Own, limit = 100): Promise<readonly string[]> {
  const turn = await store.daily.turn(organisationId);
  assert.ok(turn.kind === 'due', `Expected a turn but got ${JSON.stringify(turn)}.`);
  const before = new Set((await store.cases.list({ organisationId })).map(({ id }) => id));
  const { broken } = await store.ledger.breakPromises(organisationId);
  for (let more = true; more; ) {
    const part = await store.daily.startCases(organisationId, turn.day, limit);
    await store.daily.count(organisationId, turn.day, { started: part.started });
    ({ more } = part);
  }
  await store.daily.count(organisationId, turn.day, { broken });
  await store.daily.finish(organisationId, turn.day);
  const numbers = new Map((await store.ledger.invoices({ organisationId })).map((each) => [each.id, each.number]));
  const cases = (await store.cases.list({ organisationId })).filter(({ id }) => !before.has(id));
  return cases.map(({ subject }) => numbers.get(subject ?? '') ?? '').sort();
}

test('cases start by the rules of the newest versions, each invoice once, only of the debtors meant', async () => {
  const own = await organisation(
    invoice('K1', 'F-old', '2026-05-15'),
    invoice('K1', 'F-3-days', '2026-06-28'),
    invoice('K1', 'F-2-days', '2026-06-29'),
    invoice('K2', 'C-old', '2026-05-15'),
    invoice('K2', 'C-soon', '2026-07-08'),
    invoice('K1', 'F-later', '2026-07-09'),
  );
  await deployed(own, processOf('dun', { properties: { ...OVERDUE, startAfterDays: '60' } }));
  await deployed(own, processOf('dun', { properties: OVERDUE }));
  await deployed(own, processOf('remind', { properties: BEFORE_DUE }));
  await deployed(own, processOf('by-hand', { properties: { ...OVERDUE, startAfterDays: 'soon' } }));
  assert.deepEqual(await runDay(own), ['C-soon', 'F-3-days', 'F-old']);
  await store.clock.advance(own.organisationId, SIX);
  assert.deepEqual(await runDay(own), ['F-2-days', 'F-later']);
  const [soon] = (await store.ledger.invoices(own)).filter(({ number }) => number === 'C-soon');
  const remind = (await store.cases.list({ ...own, processId: 'remind' })).find((each) => each.subject === soon?.id);
  const { start } = await store.cases.open(remind?.id ?? '');
  assert.ok(start.command.kind === 'start');
  assert.deepEqual(start.command.variables, {
    invoiceId: soon?.id,
    invoiceNumber: 'C-soon',
    amount: 10_000,
    currency: 'PLN',
    dueOn: '2026-07-08',
    debtorKind: 'consumer',
  });
});

test('an invoice whose case of the procedure has ended gets no second one, but may get another procedure', async () => {
  const own = await organisation(invoice('K1', 'F', '2026-07-03'));
  await deployed(own, processOf('dun', { properties: OVERDUE }));
  await deployed(own, processOf('remind', { properties: BEFORE_DUE }));
  const { organisationId } = own;
  const end = async () => {
    for (const { id } of await store.cases.list({ organisationId, status: 'starting' })) {
      await begin(own, id);
      await commit(own, id, [{ kind: 'instanceCompleted', variables: {} }]);
    }
  };
  assert.deepEqual(await runDay(own), ['F']);
  await end();
  const started: Record<string, readonly string[]> = {};
  for (let day = 1; day <= 7; day += 1) {
    await store.clock.advance(organisationId, NOON + day * DAY);
    started[day] = await runDay(own);
    await end();
  }
  assert.deepEqual(
    Object.entries(started).filter(([, numbers]) => numbers.length > 0),
    [['5', ['F']]],
  );
});

test('the join rule of the drawing: at once, or in rounds a week apart', async () => {
  const started: Record<string, readonly string[]> = {};
  for (const join of ['now', 'nextRound']) {
    const own = await organisation(
      invoice('K1', 'A', '2026-06-28'),
      invoice('K1', 'B', '2026-06-28'),
      invoice('K1', 'C', '2026-06-30'),
      invoice('K1', 'D', '2026-07-03'),
    );
    await deployed(own, processOf('dun', { properties: { ...OVERDUE, join } }));
    const days: string[] = [];
    for (let day = 0; day <= 8; day += 1) {
      await store.clock.advance(own.organisationId, NOON + day * DAY);
      for (const number of await runDay(own)) days.push(`${number} ${day}`);
    }
    started[join] = days;
  }
  assert.deepEqual(started, { now: ['A 0', 'B 0', 'C 2', 'D 5'], nextRound: ['A 0', 'B 0', 'C 7', 'D 7'] });
});

test('one turn a day at six; days that passed unnoticed are made up by one', async () => {
  const own = await organisation(invoice('K1', 'F', '2026-05-15'));
  const { organisationId } = own;
  assert.equal(await store.clock.nextDue(organisationId), null);
  await deployed(own, processOf('dun', { properties: OVERDUE }));
  assert.equal((await store.clock.atRest(organisationId)).dueDaily, 1);
  await runDay(own);
  assert.equal(await store.clock.nextDue(organisationId), SIX);
  assert.deepEqual(await store.daily.turn(organisationId), {
    kind: 'wait',
    until: SIX,
    clock: { mode: 'manual', now: NOON },
  });
  await store.clock.advance(organisationId, SIX + 10 * DAY);
  await runDay(own);
  assert.equal(await store.clock.nextDue(organisationId), SIX + 11 * DAY);
  const runs = await store.daily.runs(organisationId);
  assert.deepEqual(
    runs.map(({ day, started }) => [day, started]),
    [
      ['2026-07-12', 0],
      ['2026-07-01', 1],
    ],
  );
});

test('a run that was cut off goes on where it stood, in parts', async () => {
  const own = await organisation(...[1, 2, 3, 4, 5].map((n) => invoice('K1', `F${n}`, '2026-05-15')));
  await deployed(own, processOf('dun', { properties: OVERDUE }));
  const { organisationId } = own;
  const turn = await store.daily.turn(organisationId);
  assert.ok(turn.kind === 'due');
  // Two at once, as when an attempt was given up but still runs.
  const parts = await Promise.all([1, 2].map(() => store.daily.startCases(organisationId, turn.day, 2)));
  const before = parts.reduce((sum, { started }) => sum + started, 0);
  assert.ok(before === (await store.cases.list({ organisationId })).length && before >= 2, `${before} started`);
  assert.equal((await runDay(own, 2)).length, 5 - before);
  assert.equal(new Set((await store.cases.list({ organisationId })).map(({ subject }) => subject)).size, 5);
});

test('promises break by the daily work once bank data cover their day; then alone it has work', async () => {
  const own = await organisation(invoice('K1', 'F', '2026-05-15'));
  const { organisationId, creditorId } = own;
  const [{ id: invoiceId, debtorId } = assert.fail()] = await store.ledger.invoices(own);
  await store.ledger.setPaymentsKnownThrough(creditorId, '2026-06-30');
  await store.ledger.recordPromise({
    creditorId,
    debtorId,
    promisedOn: '2026-07-02',
    items: [{ invoiceId }],
    by: null,
  });
  assert.ok((await take(own)).some(({ kind }) => kind === 'wakeDaily'));
  await runDay(own);
  await store.clock.advance(organisationId, NOON + 5 * DAY);
  await runDay(own);
  await store.ledger.setPaymentsKnownThrough(creditorId, '2026-07-06');
  await store.clock.advance(organisationId, NOON + 6 * DAY);
  await runDay(own);
  assert.deepEqual(
    (await store.daily.runs(organisationId)).map(({ broken }) => broken),
    [1, 0, 0],
  );
  assert.equal(await store.clock.nextDue(organisationId), null);
});

test('a clock set anew tells every open case, the desks that wait and the daily work', async () => {
  const own = await organisation(invoice('K1', 'F', '2026-05-15'));
  const { organisationId } = own;
  await deployed(own, processOf('dun', { properties: OVERDUE }));
  await runDay(own);
  const [{ id: caseId } = assert.fail()] = await store.cases.list({ organisationId });
  await begin(own, caseId, [emailJob('5')]);
  for (let rows = await take(own); rows.length > 0; rows = await take(own)) {
    for (const row of rows) await store.outbox.delivered(row.id);
  }
  await store.clock.set(organisationId, { mode: 'factor', factor: 60, realAnchor: Date.now(), orgAnchor: NOON });
  const rows = (await take(own)).filter((row) => row.organisationId === organisationId);
  assert.deepEqual(rows.map(({ kind }) => kind).sort(), ['wakeCase', 'wakeDaily', 'wakeDesk']);
  assert.ok(rows.some((row) => row.kind === 'wakeCase' && row.caseId === caseId));
});
