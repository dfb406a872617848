import { FeelFunction, type FeelValue, isContext, typeOf } from '@krok/feel/executable';
import type { Evaluation } from './evaluation.ts';
import { EVERY, FILTER, FOR, SOME } from './feel-trees.ts';
import type { LogicCode } from './link-logic.ts';
import type { Scope } from './scope.ts';

const TREES = { for: FOR, some: SOME, every: EVERY } as const;

/** The match of a boxed filter sees `item` and its members. */
export function linkFilter(source: LogicCode, match: LogicCode): LogicCode {
  return (scope, evaluation) => {
    const body = new FeelFunction(['item'], ([item = null]) => match(withItem(scope, item), evaluation));
    return runOver(FILTER, source(scope, evaluation), body, evaluation);
  };
}

/** Boxed `for`, `some` and `every` (DMN 1.5 §10.2.1.10, §10.2.1.11). */
export function linkIteration(
  kind: 'for' | 'some' | 'every',
  variable: string,
  source: LogicCode,
  body: LogicCode,
): LogicCode {
  return (scope, evaluation) => {
    const step =
      kind === 'for'
        ? new FeelFunction(['each', 'partial'], ([each = null, partial = null]) =>
            body(
              scope.with([
                ['partial', partial],
                [variable, each],
              ]),
              evaluation,
            ),
          )
        : new FeelFunction(['each'], ([each = null]) =>
            condition(body(scope.with([[variable, each]]), evaluation), evaluation),
          );
    return runOver(TREES[kind], source(scope, evaluation), step, evaluation);
  };
}

function runOver(tree: typeof FOR, source: FeelValue, body: FeelFunction, evaluation: Evaluation): FeelValue {
  return evaluation.run(tree, (name) => (name === '$source' ? source : name === '$body' ? body : undefined));
}

function condition(value: FeelValue, evaluation: Evaluation): FeelValue {
  if (value === null || typeof value === 'boolean') return value;
  return evaluation.warn('NOT_BOOLEAN', `Expected a boolean for every item but got ${typeOf(value)}.`);
}

function withItem(scope: Scope, item: FeelValue): Scope {
  return scope.with([['item', item], ...(isContext(item) ? Object.entries(item) : [])]);
}
