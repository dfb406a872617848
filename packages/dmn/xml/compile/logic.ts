import type { Logic, TypeIndex } from '@krok/dmn/executable';
import { childOf, childrenOf, type DmnElement, kindOf, nameOf, textOf } from '../moddle/dmn-element.ts';
import { type Compilation, NOTHING } from './compilation.ts';
import { functionParts } from './elements.ts';
import type { Model } from './models.ts';
import { compileTable } from './table.ts';

/** Where logic stands, and the variables that it sees. */
export interface LogicPlace {
  readonly compilation: Compilation;
  readonly model: Model;
  readonly scope: readonly string[];
}

/** Compiles a boxed expression (DMN 1.5 §10.2). `wanted`: the type of the variable that takes its value. */
export function compileLogic(element: DmnElement, place: LogicPlace, wanted: TypeIndex | null = null): Logic {
  const { compilation, model } = place;
  const type = compilation.types.of(element, model);
  switch (kindOf(element)) {
    case 'literalExpression':
      return { kind: 'literal', tree: literal(element, place), type };
    case 'decisionTable':
      return { ...compileTable(element, place, type ?? wanted), type };
    case 'context':
      return { ...context(element, place), type };
    case 'list':
      return { kind: 'list', items: childrenOf(element, 'elements').map((item) => compileLogic(item, place)), type };
    case 'relation':
      return { kind: 'list', items: childrenOf(element, 'row').map((row) => relationRow(row, element, place)), type };
    case 'invocation':
      return { ...invocation(element, place), type };
    case 'functionDefinition': {
      const { parameters, body } = functionParts(element, model, compilation);
      const inner = within(place, ...parameters.map(({ name }) => name));
      return { kind: 'function', parameters, body: part(body, element, inner), type: null };
    }
    case 'conditional':
      return {
        kind: 'conditional',
        condition: child(element, 'if', place),
        whenTrue: child(element, 'then', place),
        whenFalse: child(element, 'else', place),
        type,
      };
    case 'filter':
      return {
        kind: 'filter',
        source: child(element, 'in', place),
        match: child(element, 'match', within(place, 'item')),
        type,
      };
    case 'for':
    case 'some':
    case 'every':
      return { ...iteration(element, place), type };
    default:
      compilation.error('boxed-expression', model, element, `Expected a boxed expression but got ${kindOf(element)}`);
      return { kind: 'literal', tree: NOTHING, type };
  }
}

/** The expression in the text of an element; one without text is null. */
export function literal(element: DmnElement, { compilation, model, scope }: LogicPlace) {
  const language = textOf(element, 'expressionLanguage') ?? textOf(model.definitions, 'expressionLanguage');
  if (language !== undefined && !/feel/i.test(language)) {
    compilation.error('expression-language', model, element, `Expected FEEL but the expression is in ${language}`);
    return NOTHING;
  }
  if (childOf(element, 'importedValues') !== undefined) {
    compilation.error('expression-language', model, element, 'Expected FEEL but the expression imports its values');
    return NOTHING;
  }
  const text = textOf(element, 'text') ?? '';
  return text.trim() === '' ? NOTHING : compilation.expression(text, scope, model, element);
}

function context(element: DmnElement, place: LogicPlace): Extract<Logic, { kind: 'context' }> {
  const { compilation, model } = place;
  const entries = [];
  let result: Logic | null = null;
  let inner = place;
  for (const entry of childrenOf(element, 'contextEntry')) {
    const variable = childOf(entry, 'variable');
    const name = variable === undefined ? '' : nameOf(variable);
    const type = compilation.types.of(variable, model);
    const after = within(inner, name);
    const content = childOf(entry, 'value');
    const seesItself = variable !== undefined && !inner.scope.includes(name) && isFunction(content);
    const value = part(content, entry, seesItself ? after : inner, type);
    if (variable === undefined) result = value;
    else entries.push({ name, type, value, ...(seesItself && { seesItself }) });
    inner = after;
  }
  return { kind: 'context', entries, result, type: null };
}

/** Whether a boxed or literal expression is a definition of a function. */
function isFunction(element: DmnElement | undefined): boolean {
  if (element === undefined) return false;
  return kindOf(element) === 'functionDefinition' || /^\s*function\s*\(/.test(textOf(element, 'text') ?? '');
}

function relationRow(row: DmnElement, relation: DmnElement, place: LogicPlace): Logic {
  const { compilation, model } = place;
  const columns = childrenOf(relation, 'column');
  const cells = childrenOf(row, 'elements');
  if (cells.length !== columns.length) {
    const message = `Expected ${columns.length} cells in a row but there are ${cells.length}`;
    compilation.error('boxed-expression', model, row, message);
  }
  const entries = columns.map((column, index) => ({
    name: nameOf(column),
    type: compilation.types.of(column, model),
    value: part(cells[index], row, place),
  }));
  return { kind: 'context', entries, result: null, type: null };
}

function invocation(element: DmnElement, place: LogicPlace): Extract<Logic, { kind: 'invocation' }> {
  const { compilation, model } = place;
  const called = childOf(element, 'calledFunction');
  if (called === undefined || kindOf(called) !== 'literalExpression') {
    compilation.error(
      'boxed-expression',
      model,
      element,
      'Expected the name of a function to invoke but there is none',
    );
  }
  const callee = called === undefined ? NOTHING : literal(called, place);
  const bindings = childrenOf(element, 'binding').map((binding) => {
    const parameter = childOf(binding, 'parameter');
    const formula = childOf(binding, 'bindingFormula');
    const value: Logic =
      formula === undefined ? { kind: 'literal', tree: NOTHING, type: null } : compileLogic(formula, place);
    return { name: parameter === undefined ? '' : nameOf(parameter), value };
  });
  return { kind: 'invocation', callee, bindings, type: null };
}

function iteration(element: DmnElement, place: LogicPlace): Extract<Logic, { kind: 'for' | 'some' | 'every' }> {
  const { compilation, model } = place;
  const kind = kindOf(element) as 'for' | 'some' | 'every';
  const variable = (textOf(element, 'iteratorVariable') ?? '').trim();
  if (variable === '')
    compilation.error('name-missing', model, element, 'Expected an iterator variable but there is none');
  const inner = within(place, variable, ...(kind === 'for' ? ['partial'] : []));
  const body = child(element, kind === 'for' ? 'return' : 'satisfies', inner);
  return { kind, variable, source: child(element, 'in', place), body, type: null };
}

/** The expression within a part such as `if` or `return`. */
function child(element: DmnElement, property: string, place: LogicPlace): Logic {
  const wrapper = childOf(element, property);
  return part(childOf(wrapper, 'value'), element, place, place.compilation.types.of(wrapper, place.model), property);
}

function part(
  element: DmnElement | undefined,
  parent: DmnElement,
  place: LogicPlace,
  wanted: TypeIndex | null = null,
  what = 'expression',
): Logic {
  if (element !== undefined) return compileLogic(element, place, wanted);
  place.compilation.error(
    'boxed-expression',
    place.model,
    parent,
    `Expected ${what} in ${kindOf(parent)} but there is none`,
  );
  return { kind: 'literal', tree: NOTHING, type: null };
}

function within(place: LogicPlace, ...names: readonly string[]): LogicPlace {
  return { ...place, scope: [...place.scope, ...names] };
}
