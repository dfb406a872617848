import type { ExpressionTree } from '@krok/feel';
import type { HitPolicy, TableLogic, TableOutput, TableRule, TypeIndex } from '@krok/dmn/executable';
import { childOf, childrenOf, type DmnElement, idOf, nameOf, textOf } from '../moddle/dmn-element.ts';
import { NOTHING } from './compilation.ts';
import { literal, type LogicPlace } from './logic.ts';

const HIT_POLICIES: ReadonlySet<string> = new Set([
  'UNIQUE',
  'FIRST',
  'PRIORITY',
  'ANY',
  'RULE ORDER',
  'OUTPUT ORDER',
  'COLLECT',
  'COLLECT SUM',
  'COLLECT MIN',
  'COLLECT MAX',
  'COLLECT COUNT',
]);

/** `wanted`: the type of the whole table, which may say what its outputs allow. */
export function compileTable(element: DmnElement, place: LogicPlace, wanted: TypeIndex | null): TableLogic {
  const { compilation, model, scope } = place;
  const clauses = childrenOf(element, 'output');
  const outputs = clauses.map((clause) => output(clause, clauses.length, place, wanted));
  if (outputs.length === 0)
    compilation.error('table-shape', model, element, 'Expected an output but the table has none');
  const policy = hitPolicy(element, outputs.length, place);
  if (['PRIORITY', 'OUTPUT ORDER'].includes(policy) && outputs.every(({ values }) => values.length === 0)) {
    compilation.error('output-values', model, element, `Expected output values for ${policy} but there are none`);
  }
  const inputs = childrenOf(element, 'input').map((clause) => {
    const expression = childOf(clause, 'inputExpression');
    const text = expression === undefined ? '' : (textOf(expression, 'text') ?? '').trim();
    if (text === '') compilation.error('table-shape', model, clause, 'Expected an input expression but there is none');
    return {
      label: text,
      expression: expression === undefined ? NOTHING : literal(expression, place),
      type: compilation.types.of(expression, model),
      allowed: tests(childOf(clause, 'inputValues'), place),
    };
  });
  const rules = childrenOf(element, 'rule').map((rule, index): TableRule => {
    const entries = childrenOf(rule, 'inputEntry');
    const results = childrenOf(rule, 'outputEntry');
    if (entries.length !== inputs.length || results.length !== outputs.length) {
      const message = `Expected ${inputs.length} inputs and ${outputs.length} outputs in rule ${index + 1} but there are ${entries.length} and ${results.length}`;
      compilation.error('table-shape', model, rule, message);
    }
    return {
      tests: entries.map((entry) => tests(entry, { compilation, model, scope })),
      outputs: results.map((result) => literal(result, place)),
    };
  });
  return { kind: 'table', id: idOf(element) ?? null, hitPolicy: policy, inputs, outputs, rules };
}

function hitPolicy(element: DmnElement, outputs: number, { compilation, model }: LogicPlace): HitPolicy {
  const aggregation = textOf(element, 'aggregation');
  const policy = textOf(element, 'hitPolicy') ?? 'UNIQUE';
  const whole = policy === 'COLLECT' && aggregation !== undefined ? `${policy} ${aggregation}` : policy;
  if (!isHitPolicy(whole)) {
    compilation.error('hit-policy', model, element, `Expected a hit policy of DMN but "${whole}" is none`);
    return 'UNIQUE';
  }
  if (whole.startsWith('COLLECT ') && outputs > 1) {
    compilation.error('hit-policy', model, element, `Expected one output for ${whole} but there are ${outputs}`);
  }
  return whole;
}

function output(clause: DmnElement, count: number, place: LogicPlace, wanted: TypeIndex | null): TableOutput {
  const { compilation, model } = place;
  const { types } = compilation;
  const name = nameOf(clause) || null;
  if (name === null && count > 1)
    compilation.error('name-missing', model, clause, 'Expected a name of the output but it has none');
  const type = types.of(clause, model);
  const inherited = count === 1 ? wanted : types.componentOf(wanted, name ?? '');
  const values = tests(childOf(clause, 'outputValues'), place) ?? types.allowedOf(type) ?? types.allowedOf(inherited);
  const fallback = childOf(clause, 'defaultOutputEntry');
  return {
    name,
    type,
    values: values === null ? [] : each(values),
    defaultValue: fallback === undefined ? null : literal(fallback, place),
  };
}

/** Null where the tests pass everything. */
function tests(element: DmnElement | undefined, { compilation, model, scope }: LogicPlace): ExpressionTree | null {
  const text = element === undefined ? '' : (textOf(element, 'text') ?? '').trim();
  if (element === undefined || text === '' || text === '-') return null;
  return compilation.unaryTests(text, scope, model, element);
}

/** Unary tests one by one. */
function each(tree: ExpressionTree): readonly ExpressionTree[] {
  const { root } = tree;
  if (root.kind !== 'unaryTests') return [tree];
  return root.tests.map((test) => ({ ...tree, root: { ...root, tests: [test] } }));
}

function isHitPolicy(text: string): text is HitPolicy {
  return HIT_POLICIES.has(text);
}
