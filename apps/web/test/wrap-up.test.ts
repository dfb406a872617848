import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instantAt, readDay, readTime } from '../src/dates/read-day.ts';
import { bodyOf, emptyDraft, type WrapUpDraft } from '../src/pages/work/wrap-up.ts';

/** A Wednesday. */
const today = '2026-07-01';

describe('a day as people write it', () => {
  const table: readonly (readonly [string, string | null])[] = [
    ['2026-12-01', '2026-12-01'],
    ['1.12', '2026-12-01'],
    ['01.12.2027', '2027-12-01'],
    ['1.12.', '2026-12-01'],
    // Without a year the next such day is meant.
    ['30.06', '2027-06-30'],
    ['1.7', '2026-07-01'],
    ['9 Oct 2026', '2026-10-09'],
    ['9 Sept 2026', '2026-09-09'],
    ['1 grudnia', '2026-12-01'],
    ['30 czerwca', '2027-06-30'],
    ['9 Smarch 2026', null],
    ['31 Feb 2026', null],
    ['+7', '2026-07-08'],
    ['+0', '2026-07-01'],
    ['-2', '2026-06-29'],
    ['wczoraj', '2026-06-30'],
    ['pt', '2026-07-03'],
    ['Fri', '2026-07-03'],
    ['śr', '2026-07-08'],
    ['sr', '2026-07-08'],
    ['wt', '2026-07-07'],
    ['jutro', '2026-07-02'],
    ['dziś', '2026-07-01'],
    ['31.02', null],
    ['2026-02-30', null],
    ['kiedyś', null],
    ['', null],
    ['toString', null],
  ];
  for (const [text, day] of table)
    it(`${JSON.stringify(text)} is ${day}`, () => assert.equal(readDay(text, today), day));

  it('without a year is the last such day where it is about the past', () => {
    assert.deepEqual(
      ['30.06', '1.7', '2.7', '31.02'].map((text) => readDay(text, today, 'past')),
      ['2026-06-30', '2026-07-01', '2025-07-02', null],
    );
  });

  it('as the pages show it in English is read again, on every day of a year', () => {
    const shown = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
    for (let at = Date.UTC(2028, 0, 1); at < Date.UTC(2029, 0, 1); at += 86_400_000)
      assert.equal(readDay(shown.format(at), today), new Date(at).toISOString().slice(0, 10));
  });

  it('a time of day', () => {
    assert.deepEqual(['14:30', '14.30', '9', '24:00', '12:60', 'x'].map(readTime), [
      '14:30',
      '14:30',
      '09:00',
      null,
      null,
      null,
    ]);
  });

  it('becomes an instant by the clocks of the zone, summer and winter', () => {
    assert.equal(instantAt('2026-07-01', '14:30', 'Europe/Warsaw'), '2026-07-01T12:30:00.000Z');
    assert.equal(instantAt('2026-12-01', '14:30', 'Europe/Warsaw'), '2026-12-01T13:30:00.000Z');
    // The night in which the clocks go back.
    assert.equal(instantAt('2026-10-25', '08:00', 'Europe/Warsaw'), '2026-10-25T07:00:00.000Z');
  });
});

describe('the wrap-up of a call', () => {
  const step = {
    channel: 'call',
    duty: null,
    about: null,
    form: null,
    today,
    now: '2026-07-01T10:00:00.000Z',
    zone: 'Europe/Warsaw',
    version: 3,
    cases: [of('a'), of('b')],
    invoices: [invoice('a', 20_000), invoice('b', 50_000)],
  };
  const draft = (changes: Partial<WrapUpDraft>) => bodyOf({ ...emptyDraft, ...changes }, step);
  const errors = (changes: Partial<WrapUpDraft>) => {
    const made = draft(changes);
    return 'errors' in made ? made.errors : {};
  };

  it('asks for an outcome, then only for what it needs', () => {
    assert.deepEqual(errors({}), { outcome: 'outcome' });
    assert.deepEqual(errors({ outcome: 'noAnswer' }), {});
    assert.deepEqual(errors({ outcome: 'promise' }), { day: 'day' });
    assert.deepEqual(errors({ outcome: 'promise', day: '2026-06-30' }), { day: 'dayOver' });
    assert.deepEqual(errors({ outcome: 'dispute' }), { note: 'reason' });
    assert.deepEqual(errors({ outcome: 'callback' }), { callbackTime: 'time' });
    assert.deepEqual(errors({ outcome: 'callback', callbackTime: '11:00' }), { callbackTime: 'timeOver' });
    const rows = { b: { outcome: null, amount: '500,01' } };
    assert.deepEqual(errors({ outcome: 'promise', day: 'pt', rows }), { 'amount-b': 'amount' });
  });

  it('says of each invoice what came of it, in one body', () => {
    const made = draft({
      outcome: 'promise',
      day: 'pt',
      note: ' Zapłaci w piątek ',
      callbackTime: '14:30',
      rows: { a: { outcome: null, amount: '150' }, b: { outcome: 'callback', amount: '' } },
    });
    assert.deepEqual(made, {
      body: {
        outcome: 'promise',
        version: 3,
        note: 'Zapłaci w piątek',
        variables: { promiseDate: '2026-07-03' },
        results: [
          { actId: 'a', outcome: 'promise', promise: { date: '2026-07-03', amount: 15_000 } },
          { actId: 'b', outcome: 'callback', callbackAt: '2026-07-01T12:30:00.000Z' },
        ],
      },
    });
  });

  it('disputes with the reason that was noted', () => {
    const made = draft({
      outcome: 'noAnswer',
      note: 'Brak towaru',
      rows: { b: { outcome: 'dispute', amount: '100' } },
    });
    assert.deepEqual('body' in made && made.body.results, [
      { actId: 'a', outcome: 'noAnswer' },
      { actId: 'b', outcome: 'dispute', dispute: { reason: 'Brak towaru', amount: 10_000 } },
    ]);
  });
});

function of(id: string) {
  return {
    caseId: `case-${id}`,
    actId: id,
    businessKey: id,
    invoiceId: `invoice-${id}`,
    processId: 'p',
    elementId: 'e',
    elementName: null,
    suspended: false,
    variables: {},
  };
}

function invoice(actId: string, open: number) {
  return {
    id: `invoice-${actId}`,
    number: actId,
    issuedOn: '2026-05-01',
    dueOn: '2026-05-15',
    currency: 'PLN',
    amount: open,
    open,
    undisputed: open,
    daysOverdue: 47,
    limitationOn: '2028-12-31',
    actId,
    caseId: `case-${actId}`,
    promise: null,
  };
}
