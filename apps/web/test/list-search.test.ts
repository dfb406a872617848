import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { caseListSearch } from '../src/pages/cases/case-list-search.ts';
import { debtorListSearch } from '../src/pages/debtors/debtor-list-search.ts';
import { registerSearch } from '../src/pages/register/register-search.ts';

describe('the address of a list', () => {
  for (const [name, read] of Object.entries({ debtorListSearch, caseListSearch, registerSearch })) {
    it(`holds a currency by its code, and nothing that is none (${name})`, () => {
      assert.deepEqual(read({ currency: 'EUR' }), { currency: 'EUR' });
      for (const currency of ['', 'eur', 'EURO', 'E1R', 978, null]) assert.deepEqual(read({ currency }), {});
    });
  }

  it('keeps the currency of a figure beside the figure', () => {
    assert.deepEqual(debtorListSearch({ stage: 'reminder', currency: 'EUR' }), { stage: 'reminder', currency: 'EUR' });
  });
});
