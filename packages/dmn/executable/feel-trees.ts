import { type ExpressionTree, type FeelNode, type Linked, linkExpression } from '@krok/feel/executable';

/** Expressions that boxed expressions and hit policies come down to; `$` names are bound by whoever runs them. */
const variable = (name: string): FeelNode => ({ kind: 'variable', name });
const call = (callee: string, ...names: string[]): FeelNode => ({
  kind: 'call',
  callee: variable(callee),
  arguments: names.map(variable),
});

export const EQUALS = linked({ kind: 'compare', operator: '=', left: variable('$a'), right: variable('$b') });
export const SUM = linked(call('sum', '$list'));
export const MIN = linked(call('min', '$list'));
export const MAX = linked(call('max', '$list'));
export const FILTER = linked({ kind: 'filter', source: variable('$source'), condition: call('$body', 'item') });
export const FOR = linked({
  kind: 'for',
  iterators: [{ name: '$each', low: variable('$source'), high: null }],
  body: call('$body', '$each', 'partial'),
});

/** Calls the function that `callee` gives with the named arguments, whose values are bound to `$0`, `$1`, .... */
export function linkCall(callee: ExpressionTree, names: readonly string[]): Linked {
  const values = names.map((name, index) => ({ name, value: variable(`$${index}`) }));
  return linked(
    values.length === 0
      ? { kind: 'call', callee: callee.root, arguments: [] }
      : { kind: 'namedCall', callee: callee.root, arguments: values },
  );
}

function linked(root: FeelNode): Linked {
  return linkExpression({ formatVersion: 1, source: '', reads: [], root });
}
