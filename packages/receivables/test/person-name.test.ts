import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LegalForm, personNameOf } from '../src/index.ts';

describe('the name of a person', () => {
  const table: [name: string, form: LegalForm, expected: string | null][] = [
    ['Żaneta Łoś', 'consumer', 'Żaneta Łoś'],
    ['Jan Maria Rokita-Nowak', 'consumer', 'Jan Rokita-Nowak'],
    ['Cher', 'consumer', null],
    ['ACME Sp. z o.o.', 'consumer', null],
    ['Usługi Transportowe Jan Kowalski', 'soleTrader', 'Jan Kowalski'],
    ['Anna Nowak Gabinet Kosmetyczny', 'soleTrader', 'Anna Nowak'],
    ['Sklep „U Zosi” Zofia Anna Mazur', 'soleTrader', 'Zofia Mazur'],
    ['Jan Kowalski i Adam Nowak', 'soleTrader', null],
    ['AUTO-SERWIS Nowak', 'soleTrader', null],
    ['Warsztat Jan', 'soleTrader', null],
    ['Jan Kowalski', 'company', null],
  ];
  for (const [name, form, expected] of table) {
    it(`${name} (${form}): ${expected ?? 'not known'}`, () => {
      const found = personNameOf(name, form);
      assert.equal(found && `${found.firstName} ${found.surname}`, expected);
    });
  }
});
