import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LedgerInvoice } from '@krok/store';
import { naiveInvoices, naiveLines, type NaiveInvoice, linesOf, rawBooks } from './naive-figures.ts';
import { type Books, books, importLines, invoice, type Line, payment } from './test-books.ts';
import { emailJob } from './test-desk.ts';
import { begin, DAY, newCase, NOON, testStore } from './test-store.ts';

const SEED = Number(process.env['SEED'] ?? 20_261_123);
const RUNS = Number(process.env['RUNS'] ?? 2);

const at = await testStore('money-figures-random');
const { store } = at;
const TODAY = '2026-07-01';
const ENTRY_STATES = {
  listing: ['planned', 'sent', 'active', 'updateDue', 'removed'],
  claim: ['draft', 'sent', 'registered', 'orderIssued', 'final', 'withdrawn'],
} as const;

for (let run = 0; run < RUNS; run += 1) {
  const seed = SEED + run;
  test(`figures and debtors of a random ledger are what adding up its rows gives, seed ${seed}`, async () => {
    const random = randomFrom(seed);
    const own = await books(at);
    const second = {
      ...own,
      creditorId: await store.parties.addCreditor({ organisationId: own.organisationId, name: 'B' }),
    };
    await store.parties.changeCreditor(second.creditorId, { tolerance: 5_00 });
    for (const creditor of [own, second]) await importLines(creditor, ...randomItems(random));
    await randomLife(own, random);

    const raw = await rawBooks(own, TODAY);
    assert.deepEqual(linesOf(await store.figures.money(own.organisationId)), naiveLines(raw));
    for (const { creditorId } of [own, second]) {
      assert.deepEqual(linesOf(await store.figures.money(own.organisationId, creditorId)), naiveLines(raw, creditorId));
    }
    const all = naiveInvoices(raw);
    for (const currency of [undefined, 'PLN', 'EUR']) {
      const wanted = all.filter((each) => currency === undefined || each.currency === currency);
      const filter = { organisationId: own.organisationId, ...(currency !== undefined && { currency }) };
      const lines = await everyPage(filter);
      assert.deepEqual(lines.toSorted(byLine), naiveBalances(wanted).toSorted(byLine));
      assert.deepEqual(lines, lines.toSorted(byDebt));
      const late = wanted.filter((each) => each.owed && each.due_on < TODAY);
      assert.deepEqual(
        (await everyPage({ ...filter, overdueOnly: true })).map(([line]) => line).sort(),
        [...new Set(late.map(lineOf))].sort(),
      );
      for (const stage of ['opened', 'reminder', 'demand', 'krd'] as const) {
        const { items } = await store.ledger.balances({
          ...filter,
          selection: { kind: 'stage', stage },
          page: 1,
          size: 99,
        });
        const money = wanted.filter((each) => each.owed && each.stage === stage);
        assert.deepEqual(
          items
            .map(
              (line) =>
                `${line.debtorId} ${line.creditorId} ${line.currency} ${line.selected?.amount} ${line.selected?.invoices}`,
            )
            .sort(),
          [...Map.groupBy(money, lineOf)]
            .map(([line, rows]) => `${line} ${sum(rows, (row) => row.open)} ${rows.length}`)
            .sort(),
        );
        const { items: cases } = await store.overview.cases({ ...filter, stage, page: 1, size: 99 });
        assert.deepEqual(cases.map(({ id }) => id).sort(), money.flatMap(({ caseId }) => caseId ?? []).sort());
      }
    }
  });
}

type Random = (below: number) => number;

/** Five debtors with invoices in two currencies, corrections and payments that name an invoice or none. */
function randomItems(random: Random): Line[] {
  const lines: Line[] = [];
  for (let debtor = 1; debtor <= 5; debtor += 1) {
    lines.push({ type: 'debtor', debtor: `K${debtor}`, name: `Firma ${debtor}`, legalform: 'company' });
  }
  for (let number = 1; number <= 24; number += 1) {
    const debtor = `K${1 + random(5)}`;
    const due = dayBefore(random(420) - 20);
    const currency = random(4) === 0 ? 'EUR' : 'PLN';
    lines.push(invoice(`F/${number}`, `${1 + random(200)}`, { debtor, issued: '2025-04-01', due, currency }));
    if (random(5) === 0) {
      const correction = { type: 'correction', debtor, number: `C/${number}`, corrects: `F/${number}`, currency };
      lines.push({ ...correction, issued: dayBefore(random(60)), amount: `-${1 + random(3)}` });
    }
    if (random(2) === 0) {
      const named = random(3) === 0 ? {} : { invoice: `F/${number}` };
      const booked = dayBefore(random(300));
      lines.push(payment(`P/${number}`, `${1 + random(150)}`, { debtor, booked, currency, ...named }));
    }
  }
  return lines;
}

/** Cases, reminders, letters, listings, claims, promises, plans, disputes and holds, in any order and some ended. */
async function randomLife(own: Books, random: Random): Promise<void> {
  const found = await store.ledger.invoices({ organisationId: own.organisationId });
  for (const each of found) {
    const { id, creditorId, debtorId, number, open } = each;
    if (random(3) > 0) {
      const caseId = await caseOf(own, each);
      await randomReminders(own, caseId, random);
      if (random(4) === 0) {
        await at.query(`UPDATE process_case SET status = 'completed' WHERE id = $1`, [caseId]);
        if (random(2) === 0) await caseOf(own, each);
      }
      for (const table of ['listing', 'claim'] as const)
        if (random(4) === 0) await entered(own, table, id, caseId, random);
    }
    for (let letters = random(3) - 1; letters > 0; letters -= 1) {
      const bundleId = await bundle(own, null);
      await store.ledger.recordDemandPosted([
        { invoiceId: id, bundleId, postedOn: dayBefore(random(200)), amount: 1, bureaus: [], reference: number },
      ]);
      if (random(2) === 0) {
        await at.query('UPDATE demand_posted SET posted_on = $2 WHERE bundle_id = $1', [
          bundleId,
          dayBefore(random(200)),
        ]);
      }
    }
    if (open <= 0) continue;
    const by = null;
    if (random(6) === 0) {
      await store.ledger.recordPromise({
        creditorId,
        debtorId,
        promisedOn: dayBefore(-random(60)),
        items: [{ invoiceId: id, amount: 1 + random(open) }],
        by,
      });
    }
    if (random(8) === 0) await store.ledger.openDispute({ invoiceId: id, amount: 1 + random(open), reason: 'r', by });
    if (random(10) === 0)
      await store.ledger.setHold({ creditorId, debtorId, ...(random(2) === 0 && { invoiceId: id }), reason: 'r', by });
    if (random(12) === 0) {
      const schedule = [{ dueOn: '2026-08-01', amount: open }];
      await store.ledger.agreePlan({ creditorId, debtorId, invoiceIds: [id], schedule, by }).catch(() => {});
    }
  }
  await at.query(`UPDATE promise_item SET state = 'broken' WHERE amount % 3 = 0 AND state = 'open'`);
  const payments = await at.query<{ id: string; day: string }>(
    `SELECT id, booked_on AS day FROM payment WHERE organisation_id = $1 AND amount > 0 ORDER BY bank_reference`,
    [own.organisationId],
  );
  for (const { id: paymentId, day: bookedOn } of payments) {
    if (random(6) > 0) continue;
    await store.ledger.reversePayment({ paymentId, bankReference: `R/${paymentId}`, bookedOn, by: null });
  }
}

/** An open case about an invoice that wishes an e-mail. */
async function caseOf(own: Books, { id, debtorId, creditorId }: LedgerInvoice): Promise<string> {
  const caseId = await newCase(own, 'p', { debtorId, creditorId, subject: id });
  await begin(own, caseId, [emailJob('5')]);
  return caseId;
}

/** The e-mail that the case wishes, made or not; its bundle done with it, later or not yet. */
async function randomReminders(own: Books, caseId: string, random: Random): Promise<void> {
  if (random(3) === 0) return;
  const done = NOON - random(300) * DAY - random(DAY);
  const kind = random(3);
  const bundleId = await bundle(own, kind === 0 ? done : null);
  await at.query(`UPDATE act SET state = 'done', bundle_id = $2 WHERE case_id = $1`, [caseId, bundleId]);
  if (kind === 1) await at.query('UPDATE bundle SET done_at = $2 WHERE id = $1', [bundleId, done]);
}

async function bundle({ organisationId }: Books, doneAt: number | null): Promise<string> {
  const [row] = await at.query<{ id: string }>(
    `INSERT INTO bundle (id, organisation_id, desk_key, channel, kind, performer, status, perform_at, created_at, done_at)
    VALUES (gen_random_uuid(), $1, 'd', 'letter', 'demand', 'machine', 'done', 0, 0, $2) RETURNING id`,
    [organisationId, doneAt],
  );
  return row?.id ?? assert.fail('no bundle');
}

async function entered(
  own: Books,
  table: 'listing' | 'claim',
  invoiceId: string,
  caseId: string,
  random: Random,
): Promise<void> {
  const states = ENTRY_STATES[table];
  const [on, final] = table === 'listing' ? ['listed_on', ''] : ['filed_on', 'final_on,'];
  const days =
    table === 'listing' ? `'${dayBefore(random(200))}'` : `'${dayBefore(random(200))}', '${dayBefore(random(100))}'`;
  await at.query(
    `WITH entry AS (INSERT INTO ${table} (id, organisation_id, creditor_id, debtor_id, desk_key, bundle_id, case_id, element,
        currency, state, ${on}, ${final} created_at, ended_at)
      SELECT gen_random_uuid(), i.organisation_id, i.creditor_id, i.debtor_id, 'd', $2, $5::uuid, 1, i.currency, $3, ${days}, 0, $4::bigint
      FROM invoice AS i WHERE i.id = $1 RETURNING id)
    INSERT INTO ${table}_item SELECT id, $1, 10000, 10000, NULL FROM entry`,
    [invoiceId, await bundle(own, null), states[random(states.length)], random(3) === 0 ? NOON : null, caseId],
  );
}

type Balances = readonly (readonly [string, number, number, number, number, string | null, number])[];

/** All pages of three lines each; the total is that of the pages. */
async function everyPage(filter: {
  organisationId: string;
  currency?: string;
  overdueOnly?: boolean;
}): Promise<Balances> {
  const lines: Balances[number][] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await store.ledger.balances({ ...filter, page, size: 3 });
    for (const row of items) {
      const line = `${row.debtorId} ${row.creditorId} ${row.currency}`;
      lines.push([line, row.open, row.overdue, row.openInvoices, row.overdueInvoices, row.oldestDue, row.openCases]);
    }
    if (items.length > 0) continue;
    assert.equal(total, lines.length);
    return lines;
  }
}

function naiveBalances(all: readonly NaiveInvoice[]): Balances {
  const lines = [...Map.groupBy(all, lineOf)].map(([line, rows]): Balances[number] => {
    const open = rows.filter(({ owed }) => owed);
    const late = open.filter((row) => row.due_on < TODAY);
    const oldest = open.map((row) => row.due_on).sort()[0] ?? null;
    const cases = rows.filter(({ caseId }) => caseId !== null).length;
    return [line, sum(open, (row) => row.open), sum(late, (row) => row.open), open.length, late.length, oldest, cases];
  });
  return lines;
}

function byLine([left]: Balances[number], [right]: Balances[number]): number {
  return left < right ? -1 : 1;
}

/** The most overdue first, then who owes most; equals stay as they are. */
function byDebt([, open, overdue]: Balances[number], [, otherOpen, otherOverdue]: Balances[number]): number {
  return otherOverdue - overdue || otherOpen - open;
}

function lineOf({ debtor_id: debtor, creditor_id: creditor, currency }: NaiveInvoice): string {
  return `${debtor} ${creditor} ${currency}`;
}

function sum(rows: readonly NaiveInvoice[], of: (row: NaiveInvoice) => number): number {
  return rows.reduce((all, row) => all + of(row), 0);
}

function dayBefore(days: number): string {
  return new Date(Date.parse(TODAY) - days * DAY).toISOString().slice(0, 10);
}

/** Mulberry32. */
function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
