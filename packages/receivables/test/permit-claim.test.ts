import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ClaimFacts, type ClaimInvoice, type ClaimRefusal, courtFee, permitClaim } from '../src/index.ts';

const DEBTOR = {
  legalForm: 'company',
  pesel: null,
  nip: '5260250274',
  krs: null,
  addressComplete: true,
  nameComplete: true,
} as const;

function invoice(id: string, changes: Partial<ClaimInvoice> = {}): ClaimInvoice {
  return { id, open: 100_000, currency: 'PLN', dueOn: '2026-09-15', ...changes };
}

function facts(invoices: readonly ClaimInvoice[], changes: Partial<ClaimFacts> = {}): ClaimFacts {
  return { today: '2026-11-25', debtor: DEBTOR, claimantComplete: true, invoices, ...changes };
}

describe('a claim in the electronic proceedings', () => {
  const permitted: [given: string, facts: ClaimFacts, invoices: string[]][] = [
    ['given everything', facts([invoice('a'), invoice('b')]), ['a', 'b']],
    ['given the last day of three years', facts([invoice('a', { dueOn: '2023-11-25' })]), ['a']],
    ['given an old one beside a new one', facts([invoice('a', { dueOn: '2023-11-24' }), invoice('b')]), ['b']],
    [
      'given a person with a PESEL',
      facts([invoice('a')], { debtor: { ...DEBTOR, legalForm: 'consumer', nip: null, pesel: '44051401458' } }),
      ['a'],
    ],
    [
      'given a sole trader with a NIP',
      facts([invoice('a')], { debtor: { ...DEBTOR, legalForm: 'soleTrader' } }),
      ['a'],
    ],
    [
      'given a sole trader with a PESEL and no NIP',
      facts([invoice('a')], {
        debtor: { ...DEBTOR, legalForm: 'soleTrader', nip: null, pesel: '44051401458' },
      }),
      ['a'],
    ],
    [
      'given a company with a KRS number',
      facts([invoice('a')], { debtor: { ...DEBTOR, nip: null, krs: '0000123456' } }),
      ['a'],
    ],
    [
      'given 127 invoices',
      facts(Array.from({ length: 127 }, (_, index) => invoice(`i${index}`))),
      Array.from({ length: 127 }, (_, index) => `i${index}`),
    ],
  ];
  for (const [given, when, invoices] of permitted) {
    it(`${given}, it may be filed`, () => assert.deepEqual(permitClaim(when), { kind: 'permitted', invoices }));
  }
  const refused: [given: string, facts: ClaimFacts, reason: ClaimRefusal][] = [
    ['a claimant without data', facts([invoice('a')], { claimantComplete: false }), 'claimantIncomplete'],
    ['no address', facts([invoice('a')], { debtor: { ...DEBTOR, addressComplete: false } }), 'addressIncomplete'],
    ['no number', facts([invoice('a')], { debtor: { ...DEBTOR, nip: null } }), 'notIdentified'],
    [
      'a PESEL of a company',
      facts([invoice('a')], { debtor: { ...DEBTOR, nip: null, pesel: '44051401458' } }),
      'notIdentified',
    ],
    [
      'a natural person without first name and surname',
      facts([invoice('a')], { debtor: { ...DEBTOR, legalForm: 'soleTrader', nameComplete: false } }),
      'nameIncomplete',
    ],
    [
      'a KRS number of a person',
      facts([invoice('a')], { debtor: { ...DEBTOR, legalForm: 'soleTrader', nip: null, krs: '0000123456' } }),
      'notIdentified',
    ],
    ['nothing owed', facts([invoice('a', { open: 0 })]), 'nothingOwed'],
    ['euros', facts([invoice('a', { currency: 'EUR' })]), 'foreignCurrency'],
    ['the due date itself', facts([invoice('a', { dueOn: '2026-11-25' })]), 'notDue'],
    ['more than three years', facts([invoice('a', { dueOn: '2023-11-24' })]), 'tooOld'],
    ['128 invoices', facts(Array.from({ length: 128 }, (_, index) => invoice(`i${index}`))), 'tooManyInvoices'],
    ['more than the system takes', facts([invoice('a', { open: 10_000_000_001 })]), 'tooLarge'],
  ];
  for (const [given, when, reason] of refused) {
    it(`given ${given}, it is refused: ${reason}`, () =>
      assert.deepEqual(permitClaim(when), { kind: 'refused', reason }));
  }
});

describe('the court fee', () => {
  const vectors: [value: number, full: number, epu: number][] = [
    [100, 30, 30],
    [500, 30, 30],
    [500.01, 100, 30],
    [1500, 100, 30],
    [1500.01, 200, 50],
    [4000, 200, 50],
    [4001, 400, 100],
    [7500, 400, 100],
    [7501, 500, 125],
    [10000, 500, 125],
    [10001, 750, 188],
    [15001, 1000, 250],
    [20000, 1000, 250],
    [20001, 1001, 251],
    [50000, 2500, 625],
    [123456.78, 6173, 1544],
    [2000000, 100000, 25000],
    [5000000, 100000, 25000],
  ];
  for (const [value, full, epu] of vectors) {
    it(`of ${value} zł is ${full} zł, in the electronic proceedings ${epu} zł`, () => {
      const grosze = Math.round(value * 100);
      assert.equal(courtFee(grosze, '2026-11-25', 'full'), full * 100);
      assert.equal(courtFee(grosze, '2026-11-25'), epu * 100);
    });
  }
  it('had a higher cap before 23 September 2025', () => {
    assert.equal(courtFee(500_000_000, '2025-09-22', 'full'), 20_000_000);
    assert.equal(courtFee(500_000_000, '2025-09-23', 'full'), 10_000_000);
  });
});
