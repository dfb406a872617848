import {
  type ExpressionTree,
  FeelFunction,
  type FeelType,
  type FeelValue,
  type Linked,
  linkExpression,
  setEntry,
  typeOf,
} from '@krok/feel/executable';
import type { Evaluation } from './evaluation.ts';
import { linkCall } from './feel-trees.ts';
import { linkFilter, linkFor, linkQuantified } from './link-iteration.ts';
import { linkTable } from './link-table.ts';
import type { TypeTable } from './linked-type.ts';
import { Scope } from './scope.ts';
import type { Logic, Variable } from './types.ts';

/** Logic ready to run over the variables of a scope. */
export type LogicCode = (scope: Scope, evaluation: Evaluation) => FeelValue;

/** What logic is linked against. */
export interface LinkContext {
  /** Id of the element that the logic belongs to. */
  readonly element: string;
  /** Types that its expressions may name. */
  readonly feelTypes: ReadonlyMap<string, FeelType>;
  readonly types: TypeTable;
}

export function linkLogic(logic: Logic, context: LinkContext): LogicCode {
  const code = linkKind(logic, context);
  const { type } = logic;
  if (type === null) return code;
  return (scope, evaluation) => context.types.convert(code(scope, evaluation), type, 'the result', evaluation);
}

export function linkTree(tree: ExpressionTree, context: LinkContext): Linked {
  return linkExpression(tree, context.feelTypes);
}

/** Calls logic with arguments; null with a warning where one is not of its parameter's type. */
export function callerOf(
  parameters: readonly Variable[],
  body: LogicCode,
  types: TypeTable,
  scope: Scope,
  evaluation: Evaluation,
): (values: readonly FeelValue[]) => FeelValue {
  return (values) =>
    evaluation.within(() => {
      const given: [string, FeelValue][] = [];
      for (const [index, { name, type }] of parameters.entries()) {
        const value = values[index] ?? null;
        const converted = types.tryConvert(value, type, evaluation);
        if (converted === undefined) {
          return evaluation.warn('TYPE_MISMATCH', `Expected another type of "${name}" but got ${typeOf(value)}.`);
        }
        given.push([name, converted]);
      }
      return body(scope.with(given), evaluation);
    });
}

function linkKind(logic: Logic, context: LinkContext): LogicCode {
  switch (logic.kind) {
    case 'literal': {
      const linked = linkTree(logic.tree, context);
      return (scope, evaluation) => evaluation.run(linked, scope.lookup);
    }
    case 'table':
      return linkTable(logic, context);
    case 'context':
      return linkContext(logic, context);
    case 'list': {
      const items = logic.items.map((item) => linkLogic(item, context));
      return (scope, evaluation) => items.map((item) => item(scope, evaluation));
    }
    case 'invocation':
      return linkInvocation(logic, context);
    case 'function': {
      const body = linkLogic(logic.body, context);
      const names = logic.parameters.map(({ name }) => name);
      return (scope, evaluation) =>
        new FeelFunction(names, callerOf(logic.parameters, body, context.types, scope, evaluation));
    }
    case 'conditional':
      return linkConditional(logic, context);
    case 'filter':
      return linkFilter(linkLogic(logic.source, context), linkLogic(logic.match, context));
    case 'for':
      return linkFor(logic.variable, linkLogic(logic.source, context), linkLogic(logic.body, context));
    case 'some':
    case 'every':
      return linkQuantified(
        logic.kind,
        logic.variable,
        linkLogic(logic.source, context),
        linkLogic(logic.body, context),
      );
  }
}

/** Every entry sees the entries before it. */
function linkContext(logic: Extract<Logic, { kind: 'context' }>, context: LinkContext): LogicCode {
  const entries = logic.entries.map((entry) => ({ ...entry, code: linkLogic(entry.value, context) }));
  const result = logic.result === null ? null : linkLogic(logic.result, context);
  return (scope, evaluation) => {
    const values: Record<string, FeelValue> = {};
    let inner = scope;
    for (const { name, type, code, seesItself } of entries) {
      const around: Scope = new Scope([[name, () => values[name] ?? null]], inner);
      const found = code(seesItself === true ? around : inner, evaluation);
      setEntry(values, name, context.types.convert(found, type, `"${name}"`, evaluation));
      inner = around;
    }
    return result === null ? values : result(inner, evaluation);
  };
}

function linkInvocation(logic: Extract<Logic, { kind: 'invocation' }>, context: LinkContext): LogicCode {
  const values = logic.bindings.map(({ value }) => linkLogic(value, context));
  const call = linkCall(
    logic.callee,
    logic.bindings.map(({ name }) => name),
  );
  return (scope, evaluation) => {
    const given = values.map((value, index) => [`$${index}`, value(scope, evaluation)] as const);
    return evaluation.run(call, scope.with(given).lookup);
  };
}

/** A boxed condition is a boolean or null, where FEEL's own `if` also takes others as false. */
function linkConditional(logic: Extract<Logic, { kind: 'conditional' }>, context: LinkContext): LogicCode {
  const condition = linkLogic(logic.condition, context);
  const whenTrue = linkLogic(logic.whenTrue, context);
  const whenFalse = linkLogic(logic.whenFalse, context);
  return (scope, evaluation) => {
    const chosen = condition(scope, evaluation);
    if (chosen === true) return whenTrue(scope, evaluation);
    if (chosen === false || chosen === null) return whenFalse(scope, evaluation);
    return evaluation.warn('NOT_BOOLEAN', `Expected a boolean after "if" but got ${typeOf(chosen)}.`);
  };
}
