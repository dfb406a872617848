import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideWriteOffs, type Rest } from '@krok/receivables';

const TOLERANCE = 5_00;
const rest = (more: Partial<Rest>): Rest => ({
  invoiceId: 'i',
  open: 0,
  writtenOff: 0,
  lowered: true,
  keptOpen: false,
  ...more,
});
const off = (amount: number) => ({ kind: 'writeOff', invoiceId: 'i', amount: -amount });
const back = (amount: number) => ({ kind: 'writeOffReversal', invoiceId: 'i', amount });

describe('small rests', () => {
  const table: readonly [given: string, rest: Rest, then: readonly unknown[]][] = [
    ['a payment leaves 3.00: written off', rest({ open: 3_00 }), [off(3_00)]],
    ['a payment leaves the tolerance itself: written off', rest({ open: 5_00 }), [off(5_00)]],
    ['a payment leaves a grosz more: it stays open', rest({ open: 5_01 }), []],
    ['an invoice of 3.00 that nobody has paid on: it stays open', rest({ open: 3_00, lowered: false }), []],
    ['paid in full: nothing', rest({}), []],
    ['overpaid: nothing', rest({ open: -3_00 }), []],
    ['written off before, nothing new: nothing', rest({ open: 0, writtenOff: 3_00 }), []],
    [
      'a transfer is returned: the write-off is taken back',
      rest({ open: 97_00, writtenOff: 3_00, lowered: false }),
      [back(3_00)],
    ],
    ['the rest is paid after all: taken back', rest({ open: -3_00, writtenOff: 3_00 }), [back(3_00)]],
    ['a correction leaves another small rest', rest({ open: -1_00, writtenOff: 3_00 }), [back(3_00), off(2_00)]],
    ['a person took it back: it stays open', rest({ open: 3_00, keptOpen: true }), []],
  ];
  for (const [given, when, then] of table) it(given, () => assert.deepEqual(decideWriteOffs([when], TOLERANCE), then));

  it('a creditor without a tolerance writes nothing off', () => {
    assert.deepEqual(decideWriteOffs([rest({ open: 1 })], 0), []);
  });
});
