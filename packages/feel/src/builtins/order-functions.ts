import type { Run } from '../link/run.ts';
import type { FeelFunction } from '../values/feel-function.ts';
import { order } from '../values/order.ts';
import type { FeelList, FeelValue } from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';

export const ORDER_FUNCTIONS: readonly Overload[] = [
  builtin('sort', ['list: list', 'precedes: function'], sortBy),
  builtin('sort', ['list: list'], (run, list) => {
    run.burn(list.length * 8);
    const first = list[0] ?? null;
    if (list.some((item) => order(item, first) === null)) {
      return run.warn('WRONG_TYPE', 'Expected a list of values that compare but got another.');
    }
    return list.toSorted((a, b) => order(a, b) ?? 0);
  }),
];

/** Stable; `precedes` says whether its first argument comes before its second. */
function sortBy(run: Run, list: FeelList, precedes: FeelFunction): FeelValue {
  if (precedes.parameters.length !== 2) {
    return run.warn('WRONG_ARGUMENTS', 'Expected a function of two parameters to sort by but got another.');
  }
  let comparable = true;
  const before = (a: FeelValue, b: FeelValue): boolean => {
    run.burn(1);
    const answer = precedes.invoke([a, b], run);
    comparable &&= typeof answer === 'boolean';
    return answer === true;
  };
  const sorted = list.toSorted((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
  return comparable
    ? sorted
    : run.warn('WRONG_TYPE', 'Expected a boolean from the function to sort by but got another type.');
}
