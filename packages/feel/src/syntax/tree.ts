/**
 * A parsed expression: plain JSON, stored with a deployment and linked wherever it runs. No member is ever undefined and
 * nothing refers back, so that it survives `JSON.parse(JSON.stringify(tree))` unchanged.
 */
export interface ExpressionTree {
  readonly formatVersion: 1;
  readonly source: string;
  /**
   * Names of the root variables that the expression may read, sorted. Names inside a filter count as read, since only the
   * data decides whether they are members of the item. `?` (the input of unary tests) is not listed.
   */
  readonly reads: readonly string[];
  readonly root: FeelNode;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type FeelNode =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  /** `text` as written, so that no digit is lost. */
  | { readonly kind: 'number'; readonly text: string }
  /** `@"..."`. */
  | { readonly kind: 'at'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** `?`, the value that unary tests judge. */
  | { readonly kind: 'input' }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: FeelNode;
      readonly right: FeelNode;
    }
  | { readonly kind: 'negate'; readonly operand: FeelNode }
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: FeelNode;
      readonly right: FeelNode;
    }
  | { readonly kind: 'and' | 'or'; readonly left: FeelNode; readonly right: FeelNode }
  | { readonly kind: 'between'; readonly value: FeelNode; readonly low: FeelNode; readonly high: FeelNode }
  /** True when one of the tests holds for `value`. */
  | { readonly kind: 'in'; readonly value: FeelNode; readonly tests: readonly FeelNode[] }
  /** `< e` and its like: a range as a value, a comparison with the input as a test (DMN 1.5 §10.3.2.7). */
  | { readonly kind: 'comparisonTest'; readonly operator: ComparisonOperator; readonly operand: FeelNode }
  | {
      readonly kind: 'if';
      readonly condition: FeelNode;
      readonly whenTrue: FeelNode;
      readonly whenFalse: FeelNode;
    }
  | { readonly kind: 'for'; readonly iterators: readonly FeelIterator[]; readonly body: FeelNode }
  | {
      readonly kind: 'some' | 'every';
      readonly iterators: readonly FeelIterator[];
      readonly condition: FeelNode;
    }
  | { readonly kind: 'instanceOf'; readonly value: FeelNode; readonly type: FeelType }
  | { readonly kind: 'path'; readonly source: FeelNode; readonly name: string }
  | { readonly kind: 'filter'; readonly source: FeelNode; readonly condition: FeelNode }
  | { readonly kind: 'call'; readonly callee: FeelNode; readonly arguments: readonly FeelNode[] }
  | { readonly kind: 'namedCall'; readonly callee: FeelNode; readonly arguments: readonly FeelEntry[] }
  | { readonly kind: 'function'; readonly parameters: readonly FeelParameter[]; readonly body: FeelNode }
  | { readonly kind: 'context'; readonly entries: readonly FeelEntry[] }
  | { readonly kind: 'list'; readonly items: readonly FeelNode[] }
  | {
      readonly kind: 'range';
      readonly low: FeelNode;
      readonly high: FeelNode;
      readonly lowIncluded: boolean;
      readonly highIncluded: boolean;
    }
  /** The root of unary tests; `tests` empty for the irrelevant test `-`. */
  | { readonly kind: 'unaryTests'; readonly negated: boolean; readonly tests: readonly FeelNode[] };

/** `high` null: `low` is a list (or a range); else the numbers or dates from `low` to `high`. */
export interface FeelIterator {
  readonly name: string;
  readonly low: FeelNode;
  readonly high: FeelNode | null;
}

export interface FeelEntry {
  readonly name: string;
  readonly value: FeelNode;
}

export interface FeelParameter {
  readonly name: string;
  readonly type: FeelType | null;
}

export type FeelType =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'list' | 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly type: FeelType }[] }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType };
