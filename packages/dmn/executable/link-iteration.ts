import { FeelFunction, type FeelValue, isContext, isList, typeOf } from '@krok/feel/executable';
import type { Evaluation } from './evaluation.ts';
import { FILTER, FOR } from './feel-trees.ts';
import type { LogicCode } from './link-logic.ts';
import type { Scope } from './scope.ts';

/** The match of a boxed filter sees `item` and its members; one that is neither a boolean nor a position makes it null. */
export function linkFilter(source: LogicCode, match: LogicCode): LogicCode {
  return (scope, evaluation) => {
    const list = source(scope, evaluation);
    const isEmpty = isList(list) && list.length === 0;
    let isSound = true;
    const body = new FeelFunction(['item'], ([item = null]) => {
      const matched = match(withItem(scope, item), evaluation);
      if (isEmpty || isBoolean(matched) || typeOf(matched) === 'number') return matched;
      isSound = false;
      return evaluation.warn('NOT_BOOLEAN', `Expected a boolean for every item but got ${typeOf(matched)}.`);
    });
    const kept = runOver(FILTER, list, body, evaluation);
    return isSound ? kept : null;
  };
}

/** A boxed `for` (DMN 1.5 §10.2.1.10). */
export function linkFor(variable: string, source: LogicCode, body: LogicCode): LogicCode {
  return (scope, evaluation) => {
    const step = new FeelFunction(['each', 'partial'], ([each = null, partial = null]) =>
      body(
        scope.with([
          ['partial', partial],
          [variable, each],
        ]),
        evaluation,
      ),
    );
    return runOver(FOR, source(scope, evaluation), step, evaluation);
  };
}

/** Boxed `some` and `every` (DMN 1.5 §10.2.1.11): null where the condition of any item is no boolean, whatever the others are. */
export function linkQuantified(
  kind: 'some' | 'every',
  variable: string,
  source: LogicCode,
  body: LogicCode,
): LogicCode {
  const deciding = kind === 'some';
  return (scope, evaluation) => {
    let isSound = true;
    const step = new FeelFunction(['each', 'partial'], ([each = null]) => {
      const holds = body(scope.with([[variable, each]]), evaluation);
      if (isBoolean(holds)) return holds;
      isSound = false;
      return evaluation.warn('NOT_BOOLEAN', `Expected a boolean for every item but got ${typeOf(holds)}.`);
    });
    const all = runOver(FOR, source(scope, evaluation), step, evaluation);
    if (!isList(all) || !isSound) return null;
    if (all.includes(deciding)) return deciding;
    return all.includes(null) ? null : !deciding;
  };
}

function isBoolean(value: FeelValue): boolean {
  return value === null || typeof value === 'boolean';
}

function runOver(tree: typeof FOR, source: FeelValue, body: FeelFunction, evaluation: Evaluation): FeelValue {
  return evaluation.run(tree, (name) => (name === '$source' ? source : name === '$body' ? body : undefined));
}

function withItem(scope: Scope, item: FeelValue): Scope {
  return scope.with([['item', item], ...(isContext(item) ? Object.entries(item) : [])]);
}
