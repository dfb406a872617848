import type { Expression } from '@krok/bpmn/executable';
import { type FeelNode, linkExpression, typeOf } from '@krok/feel/executable';
import { expressionPlaces } from './expression-places.ts';
import type { Rule } from './rule.ts';

/** A call of what is no function gives null: data hold no functions, so a name that is not built in is none. */
export const unknownFunctions: Rule = (process, add) => {
  const told = new Set<string>();
  for (const { element, expression } of expressionPlaces(process)) {
    for (const name of calledIn(expression)) {
      const key = `${element} ${name}`;
      if (isBuiltIn(name) || told.has(key)) continue;
      told.add(key);
      add('function-unknown', 'warning', element, { name });
    }
  }
};

/** Names that are called and that the expression itself does not give a meaning. */
function calledIn(expression: Expression): ReadonlySet<string> {
  const called = new Set<string>();
  const own = new Set<string>();
  const open: unknown[] = expression.kind === 'feel' ? [expression.tree.root] : [];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if (isNode(part)) {
      if ((part.kind === 'call' || part.kind === 'namedCall') && part.callee.kind === 'variable')
        called.add(part.callee.name);
      if (part.kind === 'context') for (const { name } of part.entries) own.add(name);
      if (part.kind === 'function') for (const { name } of part.parameters) own.add(name);
      // An item may be a function of a list that the expression wrote.
      if ('iterators' in part) for (const { name } of part.iterators) own.add(name);
    }
    open.push(...Object.values(part));
  }
  return new Set([...called].filter((name) => !own.has(name)));
}

function isNode(part: object): part is FeelNode {
  return 'kind' in part;
}

function isBuiltIn(name: string): boolean {
  const code = linkExpression({ formatVersion: 1, source: name, reads: [], root: { kind: 'variable', name } });
  const calendar = { version: '', zone: 'UTC', holidays: [], weekend: [] };
  const result = code(() => undefined, { now: 0, zone: 'UTC', calendar, fuel: { left: 100 } });
  return result.kind === 'value' && typeOf(result.value) === 'function';
}
