import type { Run } from '../link/run.ts';
import {
  addNumbers,
  canonical,
  compareNumbers,
  Decimal,
  divideNumbers,
  type FeelNumber,
  multiplyNumbers,
  toDecimal,
} from '../values/number.ts';
import { order } from '../values/order.ts';
import { type FeelList, type FeelValue, isNumber } from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';

export const STATISTICS_FUNCTIONS: readonly Overload[] = [
  ...ofList('count', (_run, list) => list.length, false),
  ...ofList('min', (run, list) => extreme(list, -1, run)),
  ...ofList('max', (run, list) => extreme(list, 1, run)),
  ...ofList('sum', (run, list) =>
    ofNumbers(list, run, (numbers) => (numbers.length === 0 ? tooFew(1, run) : sum(numbers))),
  ),
  ...ofList('product', (run, list) =>
    ofNumbers(list, run, (numbers) => (numbers.length === 0 ? tooFew(1, run) : product(numbers))),
  ),
  ...ofList('mean', (run, list) =>
    ofNumbers(list, run, (numbers) => (numbers.length === 0 ? tooFew(1, run) : mean(numbers))),
  ),
  ...ofList('median', (run, list) =>
    ofNumbers(list, run, (numbers) => (numbers.length === 0 ? tooFew(1, run) : median(numbers))),
  ),
  ...ofList('stddev', (run, list) =>
    ofNumbers(list, run, (numbers) => {
      run.burn(4 * numbers.length + STEPS_OF_ROOT);
      return numbers.length < 2 ? tooFew(2, run) : deviation(numbers);
    }),
  ),
  ...ofList('mode', (run, list) => ofNumbers(list, run, mode)),
];

const STEPS_OF_ROOT = 64;

/** A function of a list, which may also be given as so many arguments. */
function ofList(name: string, invoke: (run: Run, list: FeelList) => FeelValue, variadic = true): Overload[] {
  const counted = (run: Run, list: FeelList): FeelValue => {
    run.burn(list.length);
    return invoke(run, list);
  };
  const single = builtin(name, ['list: list'], counted);
  return variadic ? [single, builtin(name, ['...values: any'], (run, ...values) => counted(run, values))] : [single];
}

function ofNumbers(list: FeelList, run: Run, calculate: (numbers: FeelNumber[]) => FeelValue): FeelValue {
  const numbers = list.filter(isNumber);
  if (numbers.length === list.length) return calculate(numbers);
  return run.warn('WRONG_TYPE', 'Expected a list of numbers but got one with other items.');
}

function tooFew(needed: number, run: Run): null {
  return run.warn('NO_RESULT', `Expected at least ${needed} numbers but got fewer.`);
}

function extreme(list: FeelList, sign: 1 | -1, run: Run): FeelValue {
  let best: FeelValue = list[0] ?? null;
  for (const item of list) {
    const compared = order(item, best);
    if (compared === null) return run.warn('WRONG_TYPE', 'Expected a list of values that compare but got another.');
    if (compared * sign > 0) best = item;
  }
  return best;
}

function sum(numbers: readonly FeelNumber[]): FeelNumber | null {
  return numbers.reduce<FeelNumber | null>((total, n) => (total === null ? null : addNumbers(total, n)), 0);
}

function product(numbers: readonly FeelNumber[]): FeelNumber | null {
  return numbers.reduce<FeelNumber | null>((total, n) => (total === null ? null : multiplyNumbers(total, n)), 1);
}

function mean(numbers: readonly FeelNumber[]): FeelNumber | null {
  const total = sum(numbers);
  return total === null ? null : divideNumbers(total, numbers.length);
}

function median(numbers: readonly FeelNumber[]): FeelNumber | null {
  const sorted = [...numbers].sort(compareNumbers);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : mean([sorted[middle - 1] ?? 0, upper]);
}

/** Of the sample: divided by n - 1. */
function deviation(numbers: readonly FeelNumber[]): FeelNumber | null {
  const average = toDecimal(mean(numbers) ?? 0);
  let squares = new Decimal(0);
  for (const n of numbers) squares = squares.plus(toDecimal(n).minus(average).pow(2));
  return canonical(squares.div(numbers.length - 1).sqrt());
}

function mode(numbers: readonly FeelNumber[]): FeelValue {
  const counts = new Map<string, { readonly n: FeelNumber; count: number }>();
  let most = 0;
  for (const n of numbers) {
    const entry = counts.get(n.toString()) ?? { n, count: 0 };
    entry.count += 1;
    most = Math.max(most, entry.count);
    counts.set(n.toString(), entry);
  }
  return [...counts.values()]
    .filter((entry) => entry.count === most)
    .map((entry) => entry.n)
    .sort(compareNumbers);
}
