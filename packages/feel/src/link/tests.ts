import type { FeelNode } from '../syntax/tree.ts';
import { equals } from '../values/equality.ts';
import { comparisonRange, FeelRange } from '../values/feel-range.ts';
import { includes } from '../values/range-order.ts';
import { type FeelValue, isList } from '../values/value.ts';
import { compareValues } from './operators.ts';
import { type Code, Frame, type Run } from './run.ts';
import { type Compile, type Scope, variableScope } from './scope.ts';

/** Whether a value passes; null where it cannot be told. */
type Test = (value: FeelValue, frame: Frame) => boolean | null;

export function compileBetween(value: Code, low: Code, high: Code): Code {
  return (frame) => {
    const v = value(frame);
    const above = compareValues('>=', v, low(frame), frame.run);
    const below = compareValues('<=', v, high(frame), frame.run);
    if (above === false || below === false) return above === null || below === null ? null : false;
    return above === null || below === null ? null : true;
  };
}

/** `e in (tests)`: within the tests, `?` is the value (DMN 1.5 §10.3.2.7). */
export function compileIn(node: Extract<FeelNode, { kind: 'in' }>, scope: Scope | null, compile: Compile): Code {
  const value = compile(node.value, scope);
  const tests = node.tests.map((test) => compileTest(test, variableScope('?', scope), compile));
  return (frame) => {
    const input = value(frame);
    return anyHolds(tests, input, new Frame(frame.run, frame, input));
  };
}

/** Unary tests read their input as the variable `?`. */
export function compileUnaryTests(
  node: Extract<FeelNode, { kind: 'unaryTests' }>,
  scope: Scope | null,
  compile: Compile,
): Code {
  if (node.tests.length === 0) return () => true;
  const tests = node.tests.map((test) => compileTest(test, scope, compile, true));
  const input = compile({ kind: 'input' }, scope);
  return (frame) => {
    const holds = anyHolds(tests, input(frame), frame);
    return node.negated && holds !== null ? !holds : holds;
  };
}

/** `(< 5)` as a value: a range open at one end. */
export function compileComparisonRange(
  node: Extract<FeelNode, { kind: 'comparisonTest' }>,
  scope: Scope | null,
  compile: Compile,
): Code {
  const operand = compile(node.operand, scope);
  const { operator } = node;
  return (frame) => comparisonRange(operator, operand(frame));
}

function anyHolds(tests: readonly Test[], input: FeelValue, frame: Frame): boolean | null {
  let result: boolean | null = false;
  for (const test of tests) {
    const holds = test(input, frame);
    if (holds === true) return true;
    if (holds === null) result = null;
  }
  return result;
}

/**
 * `alone`: a unary test of its own, not one of `in`. There a condition on other variables, `discount > 5`, holds where it is
 * true (DMN 1.5 §10.3.1.2, grammar rule 7); an input that is itself a boolean is compared with it.
 */
function compileTest(node: FeelNode, scope: Scope | null, compile: Compile, alone = false): Test {
  if (node.kind === 'comparisonTest') {
    const operand = compile(node.operand, scope);
    const { operator } = node;
    return (value, frame) => compareValues(operator, value, operand(frame), frame.run);
  }
  const code = compile(node, scope);
  // A test that speaks of `?` is a condition; any other is a value to compare with.
  const ofInput = JSON.stringify(node).includes('{"kind":"input"}');
  const ofOthers = alone && CONDITIONS.has(node.kind);
  return (value, frame) => {
    const result = code(frame);
    if (ofInput && (result === null || typeof result === 'boolean')) return result;
    if (ofOthers && typeof result === 'boolean' && typeof value !== 'boolean') return result;
    return passes(value, result, frame.run);
  };
}

/** What is true or false by its form, and what a function may make so; a literal and a variable are values to compare with. */
const CONDITIONS: ReadonlySet<FeelNode['kind']> = new Set([
  'compare',
  'and',
  'or',
  'between',
  'in',
  'some',
  'every',
  'instanceOf',
  'call',
  'namedCall',
]);

/** Whether a value equals the result of a test, lies in it, or is one of its items. */
export function passes(value: FeelValue, test: FeelValue, run: Run): boolean | null {
  if (test instanceof FeelRange && !(value instanceof FeelRange)) return includes(test, value, run);
  if (isList(test)) {
    if (isList(value) && equals(value, test, run) === true) return true;
    run.burn(test.length);
    return test.some(
      (item) => equals(value, item, run) === true || (item instanceof FeelRange && includes(item, value, run) === true),
    );
  }
  return equals(value, test, run);
}
