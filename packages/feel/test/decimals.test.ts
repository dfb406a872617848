import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Decimal, type FeelNumber } from '../src/index.ts';
import { evaluate } from './evaluate.ts';

// Decimals with up to 17 digits and 10 places: both what computes on JavaScript numbers and what does not.
const decimals = fc
  .record({ digits: fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), places: fc.integer({ min: 0, max: 10 }) })
  .map(({ digits, places }) => new Decimal(`${digits}e-${places}`));

const OPERATIONS: readonly [string, (a: Decimal, b: Decimal) => Decimal][] = [
  ['+', (a, b) => a.plus(b)],
  ['-', (a, b) => a.minus(b)],
  ['*', (a, b) => a.times(b)],
  ['/', (a, b) => a.div(b)],
];

test('arithmetic is that of decimals of 34 digits, whatever computes it', () => {
  fc.assert(
    fc.property(decimals, decimals, fc.constantFrom(...OPERATIONS), (a, b, [operator, calculate]) => {
      fc.pre(operator !== '/' || !b.isZero());
      const result = evaluate(`(${a.toFixed()}) ${operator} (${b.toFixed()})`);
      assert.equal(result.kind, 'value');
      const value = (result.kind === 'value' ? result.value : null) as FeelNumber;
      assert.equal(new Decimal(value).toFixed(), calculate(a, b).toFixed());
      assert.ok(!Object.is(value, -0));
    }),
    { numRuns: 2000 },
  );
});

test('comparison agrees with that of decimals', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const source = `[(${a.toFixed()}) < (${b.toFixed()}), (${a.toFixed()}) = (${b.toFixed()})]`;
      const result = evaluate(source);
      assert.deepEqual(result.kind === 'value' && result.value, [a.lt(b), a.eq(b)], source);
    }),
    { numRuns: 500 },
  );
});
