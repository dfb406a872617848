import type { ArithmeticOperator, ComparisonOperator } from '../syntax/tree.ts';
import { calculate, isDuration, negateDuration } from '../values/arithmetic.ts';
import { equals } from '../values/equality.ts';
import { addNumbers, multiplyNumbers, negateNumber, subtractNumbers } from '../values/number.ts';
import { order } from '../values/order.ts';
import { type FeelValue, isNumber, typeOf } from '../values/value.ts';
import type { Code, Run } from './run.ts';

export function compileArithmetic(operator: ArithmeticOperator, left: Code, right: Code): Code {
  const ofNumbers = operator === '+' ? addNumbers : operator === '-' ? subtractNumbers : multiplyNumbers;
  if (operator === '/' || operator === '**') {
    return (frame) => calculate(operator, left(frame), right(frame), frame.run);
  }
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const result = ofNumbers(a, b);
      if (result !== null) return result;
    }
    return calculate(operator, a, b, frame.run);
  };
}

export function compileNegate(operand: Code): Code {
  return (frame) => {
    const value = operand(frame);
    if (isNumber(value)) return negateNumber(value);
    if (isDuration(value)) return negateDuration(value);
    return frame.run.warn('WRONG_TYPE', `Expected a number or duration after "-" but got ${typeOf(value)}.`);
  };
}

export function compileCompare(operator: ComparisonOperator, left: Code, right: Code): Code {
  switch (operator) {
    case '=':
      return (frame) => compareEqual(left(frame), right(frame), frame.run);
    case '!=':
      return (frame) => {
        const equal = compareEqual(left(frame), right(frame), frame.run);
        return equal === null ? null : !equal;
      };
    case '<':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a < b : compareOrder('<', a, b, frame.run);
      };
    case '<=':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a <= b : compareOrder('<=', a, b, frame.run);
      };
    case '>':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a > b : compareOrder('>', a, b, frame.run);
      };
    case '>=':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a >= b : compareOrder('>=', a, b, frame.run);
      };
  }
}

/** `a operator b` as FEEL compares: null with a warning where the types have no order. */
export function compareValues(operator: ComparisonOperator, a: FeelValue, b: FeelValue, run: Run): boolean | null {
  if (operator === '=') return compareEqual(a, b, run);
  if (operator !== '!=') return compareOrder(operator, a, b, run);
  const equal = compareEqual(a, b, run);
  return equal === null ? null : !equal;
}

/** DMN 1.5 §10.3.2.12, table 50: three-valued, and the right side only where the left one does not decide. */
export function compileAnd(left: Code, right: Code): Code {
  return (frame) => {
    const a = left(frame);
    if (a === false) return false;
    const b = right(frame);
    if (b === false) return false;
    return a === true && b === true ? true : unknown('and', a, b, frame.run);
  };
}

export function compileOr(left: Code, right: Code): Code {
  return (frame) => {
    const a = left(frame);
    if (a === true) return true;
    const b = right(frame);
    if (b === true) return true;
    return a === false && b === false ? false : unknown('or', a, b, frame.run);
  };
}

function unknown(operator: string, a: FeelValue, b: FeelValue, run: Run): null {
  const wrong = [a, b].find((value) => value !== null && typeof value !== 'boolean');
  if (wrong === undefined) return null;
  return run.warn('WRONG_TYPE', `Expected booleans around "${operator}" but got ${typeOf(wrong)}.`);
}

function compareEqual(a: FeelValue, b: FeelValue, run: Run): boolean | null {
  const equal = equals(a, b, run);
  if (equal !== null) return equal;
  return run.warn('WRONG_TYPE', `Expected values of one type to compare but got ${typeOf(a)} and ${typeOf(b)}.`);
}

function compareOrder(operator: ComparisonOperator, a: FeelValue, b: FeelValue, run: Run): boolean | null {
  const result = order(a, b);
  if (result === null) {
    return run.warn('WRONG_TYPE', `Expected values that "${operator}" orders but got ${typeOf(a)} and ${typeOf(b)}.`);
  }
  switch (operator) {
    case '<':
      return result < 0;
    case '<=':
      return result <= 0;
    case '>':
      return result > 0;
    default:
      return result >= 0;
  }
}
