import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ListingFacts, type ListingInvoice, type ListingRefusal, permitListing } from '../src/index.ts';

const TODAY = '2026-11-25';

function invoice(id: string, changes: Partial<ListingInvoice> = {}): ListingInvoice {
  return { id, open: 100_000, currency: 'PLN', dueOn: '2026-09-15', demandedOn: '2026-10-20', ...changes };
}

function facts(invoices: readonly ListingInvoice[], changes: Partial<ListingFacts> = {}): ListingFacts {
  const wanted = new Set(invoices.map(({ id }) => id));
  return { today: TODAY, debtorKind: 'business', contract: true, identified: true, invoices, wanted, ...changes };
}

describe('a listing in KRD', () => {
  const permitted: [given: string, facts: ListingFacts, invoices: string[]][] = [
    ['given everything', facts([invoice('a')]), ['a']],
    ['given exactly 500 zł of a firm', facts([invoice('a', { open: 50_000 })]), ['a']],
    ['given exactly 200 zł of a consumer', facts([invoice('a', { open: 20_000 })], { debtorKind: 'consumer' }), ['a']],
    [
      'given small invoices that make 500 zł',
      facts([invoice('a', { open: 25_000 }), invoice('b', { open: 25_000 })]),
      ['a', 'b'],
    ],
    [
      'given a small one, and others due to the creditor beside it',
      facts([invoice('a', { open: 25_000 }), invoice('b', { open: 25_000, demandedOn: null })], {
        wanted: new Set(['a']),
      }),
      ['a'],
    ],
    ['given one that was demanded too late', facts([invoice('a'), invoice('b', { demandedOn: '2026-11-10' })]), ['a']],
    ['given one that was paid', facts([invoice('a'), invoice('b', { open: 0 })]), ['a']],
    ['given the thirtieth day', facts([invoice('a', { dueOn: '2026-10-26', demandedOn: '2026-10-20' })]), ['a']],
    ['given the day after the month', facts([invoice('a', { demandedOn: '2026-10-24' })]), ['a']],
    [
      'given a month that ends in February',
      facts([invoice('a', { demandedOn: '2026-01-31', dueOn: '2026-01-10' })], { today: '2026-03-01' }),
      ['a'],
    ],
    ['given seven years of a firm', facts([invoice('a', { dueOn: '2019-11-01' })]), ['a']],
  ];
  for (const [given, when, invoices] of permitted) {
    it(`${given}, it may go out for ${invoices.join(', ')}`, () => {
      assert.deepEqual(permitListing(when), { kind: 'permitted', invoices });
    });
  }

  const refused: [given: string, facts: ListingFacts, reason: ListingRefusal, from?: string][] = [
    ['no contract', facts([invoice('a')], { contract: false }), 'noContract'],
    ['no identifier', facts([invoice('a')], { identified: false }), 'notIdentified'],
    ['nothing owed', facts([invoice('a', { open: 0 })]), 'nothingOwed'],
    ['499.99 zł of a firm', facts([invoice('a', { open: 49_999 })]), 'belowThreshold'],
    ['199.99 zł of a consumer', facts([invoice('a', { open: 19_999 })], { debtorKind: 'consumer' }), 'belowThreshold'],
    [
      'a sum that is reached only with what is not due long enough',
      facts([invoice('a', { open: 30_000 }), invoice('b', { open: 30_000, dueOn: '2026-11-20' })]),
      'belowThreshold',
    ],
    ['29 days', facts([invoice('a', { dueOn: '2026-10-27' })]), 'overdueTooShort', '2026-11-26'],
    ['no demand', facts([invoice('a', { demandedOn: null })]), 'notDemanded'],
    ['the last day of the month', facts([invoice('a', { demandedOn: '2026-10-25' })]), 'monthNotOver', '2026-11-26'],
    ['euros', facts([invoice('a', { currency: 'EUR' })]), 'foreignCurrency'],
    [
      'more than six years of a consumer',
      facts([invoice('a', { dueOn: '2020-11-24' })], { debtorKind: 'consumer' }),
      'tooOld',
    ],
    [
      'several reasons: the one that passes first',
      facts([invoice('a', { demandedOn: null }), invoice('b', { demandedOn: '2026-11-01' })]),
      'monthNotOver',
      '2026-12-02',
    ],
  ];
  for (const [given, when, reason, from = null] of refused) {
    it(`given ${given}, it is refused: ${reason}`, () => {
      assert.deepEqual(permitListing(when), { kind: 'refused', reason, from });
    });
  }
});
