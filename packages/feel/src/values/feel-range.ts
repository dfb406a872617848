import { FeelObject } from './feel-object.ts';
import type { FeelValue } from './value.ts';

/** An interval (DMN 1.5 §10.3.2.7). An end that is null and excluded is open: `(< 5)`. */
export class FeelRange extends FeelObject {
  override readonly type = 'range';
  readonly low: FeelValue;
  readonly high: FeelValue;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
  constructor(low: FeelValue, high: FeelValue, lowIncluded: boolean, highIncluded: boolean) {
    super();
    this.low = low;
    this.high = high;
    this.lowIncluded = lowIncluded;
    this.highIncluded = highIncluded;
  }
}
