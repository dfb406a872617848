import type { Run } from '../link/run.ts';
import { FeelObject } from './feel-object.ts';
import type { FeelValue } from './value.ts';

/** A function value: a definition of the expression, a built-in, or one that a decision model lends. */
export class FeelFunction extends FeelObject {
  override readonly type = 'function';
  readonly parameters: readonly string[];
  /** Called with as many values as there are parameters. */
  readonly invoke: (values: readonly FeelValue[], run: Run) => FeelValue;
  constructor(parameters: readonly string[], invoke: (values: readonly FeelValue[], run: Run) => FeelValue) {
    super();
    this.parameters = parameters;
    this.invoke = invoke;
  }
}
