import type { ExpressionTree } from '@krok/feel/executable';

/**
 * The decisions of one file and of what it imports, compiled: plain JSON, stored with a deployment and linked wherever it
 * runs. Elements, models and types refer to each other by index.
 */
export interface ExecutableDecisions {
  readonly formatVersion: 1;
  /** The deployed file first, then what it imports, directly or not. */
  readonly models: readonly DecisionModel[];
  readonly types: readonly DecisionType[];
  readonly elements: readonly DecisionElement[];
}

export interface DecisionModel {
  readonly namespace: string;
  readonly name: string;
  /** Types that expressions of the model may name (`instance of`), imported ones with the import's name in front. */
  readonly types: readonly NamedType[];
}

export interface NamedType {
  readonly name: string;
  readonly type: TypeIndex;
}

/** Index into `ExecutableDecisions.types`. */
export type TypeIndex = number;
/** Index into `ExecutableDecisions.elements`. */
export type ElementIndex = number;

/** What a value may be (DMN 1.5 §7.3.2). Item definitions may refer to themselves, hence the indexes. */
export type DecisionType =
  /** A type of FEEL; `Any` takes every value. */
  | { readonly kind: 'feel'; readonly name: string }
  | { readonly kind: 'list' | 'range'; readonly of: TypeIndex }
  | { readonly kind: 'context'; readonly entries: readonly NamedType[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypeIndex[]; readonly result: TypeIndex }
  /** A type under another name, with the values that it allows where it restricts them. */
  | {
      readonly kind: 'definition';
      readonly name: string;
      readonly of: TypeIndex;
      readonly allowed: ExpressionTree | null;
    };

export type DecisionElement = InputElement | DecisionNode | KnowledgeElement | ServiceElement;

interface ElementHead {
  /** Of the XML; the name where it has none. */
  readonly id: string;
  readonly name: string;
  readonly model: number;
  readonly type: TypeIndex | null;
}

/** Input data: a value that the caller gives. */
export interface InputElement extends ElementHead {
  readonly kind: 'input';
}

export interface DecisionNode extends ElementHead {
  readonly kind: 'decision';
  readonly requires: readonly Requirement[];
  /** Null: undecided, evaluates to null with a warning. */
  readonly logic: Logic | null;
}

/** A business knowledge model: a function that decisions call. */
export interface KnowledgeElement extends ElementHead {
  readonly kind: 'knowledge';
  readonly requires: readonly Requirement[];
  readonly parameters: readonly Variable[];
  readonly logic: Logic | null;
}

/** A decision service: a function over decisions (DMN 1.5 §10.4). */
export interface ServiceElement extends ElementHead {
  readonly kind: 'service';
  readonly outputs: readonly ElementIndex[];
  /** Its parameters: input data, then input decisions (DMN 1.5 §10.4). */
  readonly inputs: readonly ElementIndex[];
}

/** A variable that the logic of an element sees. */
export interface Requirement {
  readonly element: ElementIndex;
  readonly name: string;
  /** Name of the import that the variable is a member of; null for one of the same model. */
  readonly import: string | null;
}

export interface Variable {
  readonly name: string;
  readonly type: TypeIndex | null;
}

/** A boxed expression. `type`: what its value is converted to. */
export type Logic = LogicKind & { readonly type: TypeIndex | null };

type LogicKind =
  | { readonly kind: 'literal'; readonly tree: ExpressionTree }
  | TableLogic
  | {
      readonly kind: 'context';
      readonly entries: readonly ContextEntry[];
      /** The entry without a name: the value of the whole. */
      readonly result: Logic | null;
    }
  | { readonly kind: 'list'; readonly items: readonly Logic[] }
  | { readonly kind: 'invocation'; readonly callee: ExpressionTree; readonly bindings: readonly Binding[] }
  | { readonly kind: 'function'; readonly parameters: readonly Variable[]; readonly body: Logic }
  | { readonly kind: 'conditional'; readonly condition: Logic; readonly whenTrue: Logic; readonly whenFalse: Logic }
  | { readonly kind: 'filter'; readonly source: Logic; readonly match: Logic }
  | {
      readonly kind: 'for' | 'some' | 'every';
      readonly variable: string;
      readonly source: Logic;
      /** Of a `for` the result, else the condition. */
      readonly body: Logic;
    };

export interface ContextEntry extends Variable {
  readonly value: Logic;
  /** A function that may call itself by the name of its entry; absent where that name means something else. */
  readonly seesItself?: boolean;
}

export interface Binding {
  readonly name: string;
  readonly value: Logic;
}

export interface TableLogic {
  readonly kind: 'table';
  /** Of the XML; null where it has none. */
  readonly id: string | null;
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

export type HitPolicy =
  | 'UNIQUE'
  | 'FIRST'
  | 'PRIORITY'
  | 'ANY'
  | 'RULE ORDER'
  | 'OUTPUT ORDER'
  | 'COLLECT'
  | 'COLLECT SUM'
  | 'COLLECT MIN'
  | 'COLLECT MAX'
  | 'COLLECT COUNT';

export interface TableInput {
  /** As written, for messages. */
  readonly label: string;
  readonly expression: ExpressionTree;
  readonly type: TypeIndex | null;
  /** Unary tests that the value must pass. */
  readonly allowed: ExpressionTree | null;
}

export interface TableOutput {
  /** Null for a table with one output that has no name. */
  readonly name: string | null;
  readonly type: TypeIndex | null;
  /** One unary test each, the one with the highest priority first. */
  readonly values: readonly ExpressionTree[];
  readonly defaultValue: ExpressionTree | null;
}

export interface TableRule {
  /** One for each input; null matches everything. */
  readonly tests: readonly (ExpressionTree | null)[];
  /** One for each output. */
  readonly outputs: readonly ExpressionTree[];
}
