import { FeelObject } from './feel-object.ts';
import type { ComparisonOperator } from '../syntax/tree.ts';
import type { FeelValue } from './value.ts';

/** An interval (DMN 1.5 §10.3.2.7), or a comparison as a value: `(< 5)`, `(= 5)`. */
export class FeelRange extends FeelObject {
  override readonly type = 'range';
  readonly low: FeelValue;
  readonly high: FeelValue;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
  /** The comparison that it was written as; null for an interval. `(= 5)` does not equal `[5..5]`. */
  readonly operator: ComparisonOperator | null;
  constructor(
    low: FeelValue,
    high: FeelValue,
    lowIncluded: boolean,
    highIncluded: boolean,
    operator: ComparisonOperator | null = null,
  ) {
    super();
    this.low = low;
    this.high = high;
    this.lowIncluded = lowIncluded;
    this.highIncluded = highIncluded;
    this.operator = operator;
  }
}

/** The comparison `operator operand` as a value. */
export function comparisonRange(operator: ComparisonOperator, operand: FeelValue): FeelRange {
  switch (operator) {
    case '<':
    case '<=':
      return new FeelRange(null, operand, false, operator === '<=', operator);
    case '>':
    case '>=':
      return new FeelRange(operand, null, operator === '>=', false, operator);
    case '=':
    case '!=':
      return new FeelRange(operand, operand, operator === '=', operator === '=', operator);
  }
}
