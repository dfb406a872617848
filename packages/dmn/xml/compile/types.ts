import { type ExpressionTree, type FeelType, parseExpression } from '@krok/feel';
import type { DecisionType, NamedType, TypeIndex } from '@krok/dmn/executable';
import { childOf, childrenOf, type DmnElement, flagOf, nameOf, textOf } from '../moddle/dmn-element.ts';
import type { Compilation } from './compilation.ts';
import type { Model } from './models.ts';

/** The types of FEEL by the names that type references have had for them since DMN 1.1. */
const FEEL_TYPES: Readonly<Record<string, string>> = {
  Any: 'Any',
  boolean: 'boolean',
  number: 'number',
  string: 'string',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  dateTime: 'date and time',
  'days and time duration': 'days and time duration',
  dayTimeDuration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearMonthDuration: 'years and months duration',
  list: 'list',
  context: 'context',
  function: 'function',
  range: 'range',
};

/** Collects the types of a deployment. Item definitions may be declared in any order and refer to themselves. */
export class Types {
  readonly #compilation: Compilation;
  readonly #types: DecisionType[] = [];
  /** By model index, then by name. */
  readonly #definitions: readonly ReadonlyMap<string, TypeIndex>[];
  readonly #feel = new Map<string, TypeIndex>();

  constructor(compilation: Compilation) {
    this.#compilation = compilation;
    const declared = compilation.models.map((model) => ({
      model,
      definitions: childrenOf(model.definitions, 'itemDefinition').map((element) => ({
        element,
        index: this.#add({ kind: 'definition', name: nameOf(element), of: 0, allowed: null }),
      })),
    }));
    this.#definitions = declared.map(
      ({ definitions }) => new Map(definitions.map(({ element, index }) => [nameOf(element), index])),
    );
    for (const { model, definitions } of declared) {
      for (const { element, index } of definitions) this.#types[index] = this.#definition(element, model);
    }
    for (const { model, definitions } of declared) {
      for (const { element, index } of definitions) this.#refuseCycle(element, index, model);
    }
  }

  all(): readonly DecisionType[] {
    return this.#types;
  }

  /** The types that expressions of a model may name. */
  namesOf(model: Model): readonly NamedType[] {
    const own = this.#named(model, '');
    const imported = model.imports.flatMap((each) => this.#named(each.model, prefixOf(each.name)));
    // A type of the file goes before one that an import without a name brings.
    return [...own, ...imported.filter(({ name }) => !own.some((each) => each.name === name))];
  }

  /** The type that an element declares with `typeRef`; null where it declares none. */
  of(element: DmnElement | undefined, model: Model): TypeIndex | null {
    const reference = element === undefined ? undefined : textOf(element, 'typeRef')?.trim();
    if (element === undefined || reference === undefined || reference === '') return null;
    const index = this.#find(reference, model);
    if (index !== undefined) return index;
    this.#compilation.error('type-unknown', model, element, `Expected a type but "${reference}" is none`);
    return null;
  }

  /** Of a function type the type of its results, else the type itself. */
  resultOf(index: TypeIndex | null): TypeIndex | null {
    const type = this.#plain(index);
    return type?.kind === 'function' ? type.result : index;
  }

  /** The values that a type allows, where it restricts them. */
  allowedOf(index: TypeIndex | null): ExpressionTree | null {
    let type = index === null ? undefined : this.#types[index];
    for (let hops = 0; type !== undefined && hops < this.#types.length; hops += 1) {
      if (type.kind === 'definition' && type.allowed !== null) return type.allowed;
      type = type.kind === 'definition' || type.kind === 'list' ? this.#types[type.of] : undefined;
    }
    return null;
  }

  /** The type of a component. */
  componentOf(index: TypeIndex | null, name: string): TypeIndex | null {
    let type = this.#plain(index);
    if (type?.kind === 'list') type = this.#plain(type.of);
    return type?.kind === 'context' ? (type.entries.find((entry) => entry.name === name)?.type ?? null) : null;
  }

  #named(model: Model, prefix: string): readonly NamedType[] {
    return Array.from(this.#definitions[model.index] ?? [], ([name, type]) => ({ name: prefix + name, type }));
  }

  #find(reference: string, model: Model): TypeIndex | undefined {
    const own = this.#definitions[model.index]?.get(reference);
    if (own !== undefined) return own;
    for (const { name, model: target } of model.imports) {
      const prefix = prefixOf(name);
      const found = reference.startsWith(prefix)
        ? this.#definitions[target.index]?.get(reference.slice(prefix.length))
        : undefined;
      if (found !== undefined) return found;
    }
    // DMN 1.1 wrote types of FEEL with a prefix.
    const bare = reference.replace(/^[\w-]+:/, '');
    if (bare !== reference) return this.#find(bare, model);
    return Object.hasOwn(FEEL_TYPES, bare)
      ? this.#feelType(FEEL_TYPES[bare] ?? 'Any')
      : this.#written(reference, model);
  }

  /** A type written out in FEEL, such as `list<number>`. */
  #written(reference: string, model: Model): TypeIndex | undefined {
    if (!reference.includes('<')) return undefined;
    const parsed = parseExpression(`null instance of ${reference}`);
    const root = parsed.kind === 'parsed' ? parsed.tree.root : undefined;
    return root?.kind === 'instanceOf' ? this.#fromFeel(root.type, model) : undefined;
  }

  #fromFeel(type: FeelType, model: Model): TypeIndex | undefined {
    if (type.kind === 'named') return type.name.includes('<') ? undefined : this.#find(type.name, model);
    if (type.kind === 'function') {
      const parameters = type.parameters.map((parameter) => this.#fromFeel(parameter, model));
      const result = this.#fromFeel(type.result, model);
      if (result === undefined || !parameters.every((parameter) => parameter !== undefined)) return undefined;
      return this.#add({ kind: 'function', parameters, result });
    }
    if (type.kind !== 'context') {
      const of = this.#fromFeel(type.of, model);
      return of === undefined ? undefined : this.#add({ kind: type.kind, of });
    }
    const entries = type.entries.map((entry) => ({ name: entry.name, type: this.#fromFeel(entry.type, model) }));
    return entries.every(isKnown) ? this.#add({ kind: 'context', entries }) : undefined;
  }

  #feelType(name: string): TypeIndex {
    const known = this.#feel.get(name);
    if (known !== undefined) return known;
    const index = this.#add({ kind: 'feel', name });
    this.#feel.set(name, index);
    return index;
  }

  #definition(element: DmnElement, model: Model): DecisionType {
    const name = nameOf(element);
    const content = this.#content(element, model);
    const allowed = this.#tests(element, 'allowedValues', model);
    if (!flagOf(element, 'isCollection')) {
      const constraint = this.#tests(element, 'typeConstraint', model);
      if (constraint === null || allowed === null)
        return { kind: 'definition', name, of: content, allowed: constraint ?? allowed };
      return {
        kind: 'definition',
        name,
        of: this.#add({ kind: 'definition', name, of: content, allowed }),
        allowed: constraint,
      };
    }
    // Allowed values speak of the items, a type constraint of the list (DMN 1.5 §7.3.3).
    const item = allowed === null ? content : this.#add({ kind: 'definition', name, of: content, allowed });
    const list = this.#add({ kind: 'list', of: item });
    return { kind: 'definition', name, of: list, allowed: this.#tests(element, 'typeConstraint', model) };
  }

  #content(element: DmnElement, model: Model): TypeIndex {
    const components = childrenOf(element, 'itemComponent');
    if (components.length > 0) {
      const entries = components.map((component) => ({
        name: nameOf(component),
        type: this.#add(this.#definition(component, model)),
      }));
      return this.#add({ kind: 'context', entries });
    }
    const functionItem = childOf(element, 'functionItem');
    if (functionItem !== undefined) {
      const parameters = childrenOf(functionItem, 'parameters');
      const output = textOf(functionItem, 'outputTypeRef');
      return this.#add({
        kind: 'function',
        parameters: parameters.map((parameter) => this.of(parameter, model) ?? this.#feelType('Any')),
        result: output === undefined ? this.#feelType('Any') : (this.#find(output, model) ?? this.#feelType('Any')),
      });
    }
    return this.of(element, model) ?? this.#feelType('Any');
  }

  #tests(element: DmnElement, property: 'allowedValues' | 'typeConstraint', model: Model): ExpressionTree | null {
    const tests = childOf(element, property);
    const text = tests === undefined ? undefined : textOf(tests, 'text');
    return text === undefined || text.trim() === '' ? null : this.#compilation.unaryTests(text, [], model, element);
  }

  #refuseCycle(element: DmnElement, start: TypeIndex, model: Model): void {
    let type = this.#types[start];
    for (let hops = 0; type?.kind === 'definition'; hops += 1) {
      if (hops > this.#types.length) {
        this.#compilation.error(
          'type-cycle',
          model,
          element,
          `Expected a type but "${nameOf(element)}" is only itself`,
        );
        return;
      }
      type = this.#types[type.of];
    }
  }

  /** Behind the definitions. */
  #plain(index: TypeIndex | null): DecisionType | undefined {
    let type = index === null ? undefined : this.#types[index];
    for (let hops = 0; type?.kind === 'definition' && hops < this.#types.length; hops += 1) type = this.#types[type.of];
    return type;
  }

  #add(type: DecisionType): TypeIndex {
    this.#types.push(type);
    return this.#types.length - 1;
  }
}

/** In front of the names of what an import without a name brings there is nothing. */
function prefixOf(name: string): string {
  return name === '' ? '' : `${name}.`;
}

function isKnown(entry: { readonly name: string; readonly type: TypeIndex | undefined }): entry is NamedType {
  return entry.type !== undefined;
}
