import type { Run } from '../link/run.ts';
import { isDuration, negateDuration } from '../values/arithmetic.ts';
import { DaysTimeDuration } from '../values/durations.ts';
import { canonical, compareNumbers, Decimal, type FeelNumber, toDecimal, toInteger } from '../values/number.ts';
import type { FeelValue } from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';

export const NUMBER_FUNCTIONS: readonly Overload[] = [
  builtin('decimal', ['n: number', 'scale: number'], (run, n, scale) => round(n, scale, Decimal.ROUND_HALF_EVEN, run)),
  builtin('floor', ['n: number', 'scale?: number'], (run, n, scale = 0) => round(n, scale, Decimal.ROUND_FLOOR, run)),
  builtin('ceiling', ['n: number', 'scale?: number'], (run, n, scale = 0) => round(n, scale, Decimal.ROUND_CEIL, run)),
  builtin('round up', ['n: number', 'scale?: number'], (run, n, scale = 0) => round(n, scale, Decimal.ROUND_UP, run)),
  builtin('round down', ['n: number', 'scale?: number'], (run, n, scale = 0) =>
    round(n, scale, Decimal.ROUND_DOWN, run),
  ),
  builtin('round half up', ['n: number', 'scale?: number'], (run, n, scale = 0) =>
    round(n, scale, Decimal.ROUND_HALF_UP, run),
  ),
  builtin('round half down', ['n: number', 'scale?: number'], (run, n, scale = 0) =>
    round(n, scale, Decimal.ROUND_HALF_DOWN, run),
  ),
  builtin('abs', ['n: number'], (_run, n) => canonical(toDecimal(n).abs())),
  builtin('abs', ['n: duration'], (_run, n) => {
    const negative = n instanceof DaysTimeDuration ? n.nanos < 0n : n.months < 0;
    return negative && isDuration(n) ? negateDuration(n) : n;
  }),
  builtin('modulo', ['dividend: number', 'divisor: number'], modulo),
  transcendental('sqrt', 48, (n) => n.sqrt()),
  transcendental('log', 192, (n) => n.ln()),
  transcendental('exp', 192, (n) => n.exp()),
  builtin('odd', ['number: number'], (_run, n) => isWhole(n) && !toDecimal(n).mod(2).isZero()),
  builtin('even', ['number: number'], (_run, n) => isWhole(n) && toDecimal(n).mod(2).isZero()),
];

/** `steps`: what finding 34 digits takes. */
function transcendental(name: string, steps: number, calculate: (n: Decimal) => Decimal): Overload {
  return builtin(name, ['number: number'], (run, n) => {
    run.burn(steps);
    return known(calculate(toDecimal(n)), name, run);
  });
}

type RoundingMode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

function round(n: FeelNumber, scale: FeelNumber, mode: RoundingMode, run: Run): FeelValue {
  const places = toInteger(scale);
  if (places === null || places < -6111 || places > 6176) {
    return run.warn('NO_RESULT', `Expected a scale from -6111 to 6176 but got ${scale.toString()}.`);
  }
  if (places >= 0 && toInteger(n) !== null) return n;
  const decimal = toDecimal(n);
  if (places >= 0) return canonical(decimal.toDecimalPlaces(Math.min(places, 7000), mode));
  const unit = new Decimal(10).pow(-places);
  return canonical(decimal.div(unit).toDecimalPlaces(0, mode).times(unit));
}

/** DMN 1.5 §10.3.4.5: `dividend - divisor * floor(dividend / divisor)`, so the sign is that of the divisor. */
function modulo(run: Run, dividend: FeelNumber, divisor: FeelNumber): FeelValue {
  const a = toInteger(dividend);
  const b = toInteger(divisor);
  if (compareNumbers(divisor, 0) === 0) return run.warn('NO_RESULT', 'Expected a divisor but got 0.');
  if (a !== null && b !== null) {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
  }
  // Every digit of the quotient is found.
  run.burn(Math.max(0, toDecimal(dividend).e - toDecimal(divisor).e) >> 2);
  const rest = toDecimal(dividend).mod(toDecimal(divisor));
  const shifted = !rest.isZero() && rest.isNegative() !== toDecimal(divisor).isNegative() ? rest.plus(divisor) : rest;
  return canonical(shifted);
}

function known(result: Decimal, name: string, run: Run): FeelValue {
  return canonical(result) ?? run.warn('NO_RESULT', `Expected a number that ${name} is defined for but got another.`);
}

function isWhole(n: FeelNumber): boolean {
  return toDecimal(n).isInteger();
}
