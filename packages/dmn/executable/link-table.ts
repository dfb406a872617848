import { type ExpressionTree, type FeelValue, type Linked, setEntry, typeOf } from '@krok/feel/executable';
import type { Evaluation } from './evaluation.ts';
import { hit } from './hit-policy.ts';
import { type LinkContext, linkTree, type LogicCode } from './link-logic.ts';
import type { Scope } from './scope.ts';
import type { TableInput, TableLogic, TableOutput, TableRule, TypeIndex } from './types.ts';

/** A rule that matches, and what it says. */
export interface MatchedRule {
  /** 0-based. */
  readonly index: number;
  readonly outputs: readonly FeelValue[];
}

export interface LinkedOutput {
  readonly name: string | null;
  readonly type: TypeIndex | null;
  readonly values: readonly Linked[];
  readonly defaultValue: Linked | null;
}

/** A decision table (DMN 1.5 §8.3, §10.3.2.10). */
export function linkTable(table: TableLogic, context: LinkContext): LogicCode {
  const inputs = table.inputs.map((input) => linkInput(input, context));
  const outputs = table.outputs.map((output) => linkOutput(output, context));
  const rules = table.rules.map((rule) => linkRule(rule, context));
  return (scope, evaluation) => {
    const values: FeelValue[] = [];
    for (const input of inputs) {
      const value = input(scope, evaluation);
      if (value === undefined) return null;
      values.push(value);
    }
    const matched: MatchedRule[] = [];
    for (const [index, rule] of rules.entries()) {
      evaluation.burn(1);
      if (!rule.matches(values, scope, evaluation)) continue;
      matched.push({ index, outputs: rule.outputs.map((output) => evaluation.run(output, scope.lookup)) });
      if (table.hitPolicy === 'FIRST') break;
    }
    const converted = matched.map((each) => ({
      ...each,
      outputs: each.outputs.map((value, at) =>
        context.types.convert(value, outputs[at]?.type ?? null, `output ${at + 1}`, evaluation),
      ),
    }));
    const { chosen, value } =
      converted.length === 0
        ? { chosen: [], value: defaultOf(outputs, scope, evaluation) }
        : hit(table.hitPolicy, converted, outputs, evaluation);
    evaluation.fired.push({ element: context.element, table: table.id, rules: chosen.map(({ index }) => index + 1) });
    return value;
  };
}

/** The outputs of a rule as the value of the table: one alone, several as a context. */
export function outputValue(values: readonly FeelValue[], outputs: readonly LinkedOutput[]): FeelValue {
  if (outputs.length === 1) return values[0] ?? null;
  const context: Record<string, FeelValue> = {};
  for (const [index, { name }] of outputs.entries()) setEntry(context, name ?? '', values[index] ?? null);
  return context;
}

function linkInput(input: TableInput, context: LinkContext) {
  const expression = linkTree(input.expression, context);
  const allowed = input.allowed === null ? null : linkTree(input.allowed, context);
  /** Undefined where the value is none that the table takes. */
  return (scope: Scope, evaluation: Evaluation): FeelValue | undefined => {
    const given = evaluation.run(expression, scope.lookup);
    const value = context.types.convert(given, input.type, `"${input.label}"`, evaluation);
    if (allowed === null || value === null || passes(allowed, value, scope, evaluation)) return value;
    evaluation.warn('TYPE_MISMATCH', `Expected "${input.label}" to be an allowed value but got ${typeOf(value)}.`);
    return undefined;
  };
}

function linkOutput(output: TableOutput, context: LinkContext): LinkedOutput {
  return {
    name: output.name,
    type: output.type,
    values: output.values.map((value) => linkTree(value, context)),
    defaultValue: output.defaultValue === null ? null : linkTree(output.defaultValue, context),
  };
}

function linkRule(rule: TableRule, context: LinkContext) {
  const tests = rule.tests.map((test: ExpressionTree | null) => (test === null ? null : linkTree(test, context)));
  return {
    outputs: rule.outputs.map((output) => linkTree(output, context)),
    matches: (values: readonly FeelValue[], scope: Scope, evaluation: Evaluation): boolean =>
      tests.every((test, at) => test === null || passes(test, values[at] ?? null, scope, evaluation)),
  };
}

/** Whether a value passes unary tests, which see the variables of the scope too. */
function passes(tests: Linked, value: FeelValue, scope: Scope, evaluation: Evaluation): boolean {
  return evaluation.run(tests, (name) => (name === '?' ? value : scope.lookup(name))) === true;
}

function defaultOf(outputs: readonly LinkedOutput[], scope: Scope, evaluation: Evaluation): FeelValue {
  if (outputs.every(({ defaultValue }) => defaultValue === null)) {
    return evaluation.warn('NO_RULE', 'Expected a rule to match, or a default, but there is none.');
  }
  const values = outputs.map(({ defaultValue }) =>
    defaultValue === null ? null : evaluation.run(defaultValue, scope.lookup),
  );
  return outputValue(values, outputs);
}
