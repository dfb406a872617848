import type { DecisionElement, ElementIndex, Logic, Requirement, Variable } from '@krok/dmn/executable';
import { childOf, childrenOf, type DmnElement, idOf, kindOf, nameOf, textOf } from '../moddle/dmn-element.ts';
import type { Compilation } from './compilation.ts';
import { compileLogic, type LogicPlace } from './logic.ts';
import type { Model } from './models.ts';

const KINDS = ['inputData', 'decision', 'businessKnowledgeModel', 'decisionService'] as const;

interface Declared {
  readonly model: Model;
  readonly element: DmnElement;
  readonly kind: (typeof KINDS)[number];
}

/** Compiles the inputs, decisions, business knowledge models and services of all files. */
export function compileElements(compilation: Compilation): readonly DecisionElement[] {
  const declared = compilation.models.flatMap((model) => declaredIn(model));
  const byKey = new Map<string, ElementIndex>();
  for (const [index, { model, element }] of declared.entries()) {
    const id = idOf(element);
    if (id !== undefined) byKey.set(`${model.namespace}#${id}`, index);
    if (variableName(element) === '')
      compilation.error('name-missing', model, element, 'Expected a name but there is none');
  }
  const compilers = declared.map((each) => new ElementCompiler(compilation, declared, byKey, each));
  const elements: DecisionElement[] = [];
  for (const index of requiredFirst(compilers)) {
    const compiler = compilers[index];
    if (compiler !== undefined) elements[index] = compiler.compile();
  }
  return elements;
}

/** What others require comes before them: the names of its members are known when they are parsed. */
function requiredFirst(compilers: readonly ElementCompiler[]): Iterable<ElementIndex> {
  const ordered = new Set<ElementIndex>();
  const entered = new Set<ElementIndex>();
  const open: { readonly index: ElementIndex; readonly leave: boolean }[] = [];
  for (let index = compilers.length - 1; index >= 0; index -= 1) open.push({ index, leave: false });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { index, leave } = next;
    if (leave) ordered.add(index);
    else if (!entered.has(index)) {
      entered.add(index);
      open.push({ index, leave: true });
      for (const { element } of compilers[index]?.requires ?? []) open.push({ index: element, leave: false });
    }
  }
  return ordered;
}

function declaredIn(model: Model): readonly Declared[] {
  return childrenOf(model.definitions, 'drgElement').flatMap((element) => {
    const kind = KINDS.find((each) => each === kindOf(element));
    return kind === undefined ? [] : [{ model, element, kind }];
  });
}

/** The name of the element's variable, which is that of the element. */
function variableName(element: DmnElement): string {
  const variable = childOf(element, 'variable');
  return (variable === undefined ? '' : nameOf(variable)) || nameOf(element);
}

class ElementCompiler {
  readonly #compilation: Compilation;
  readonly #declared: readonly Declared[];
  readonly #byKey: ReadonlyMap<string, ElementIndex>;
  readonly #model: Model;
  readonly #element: DmnElement;
  readonly #kind: Declared['kind'];
  readonly requires: readonly Requirement[];

  constructor(
    compilation: Compilation,
    declared: readonly Declared[],
    byKey: ReadonlyMap<string, ElementIndex>,
    { model, element, kind }: Declared,
  ) {
    this.#compilation = compilation;
    this.#declared = declared;
    this.#byKey = byKey;
    this.#model = model;
    this.#element = element;
    this.#kind = kind;
    this.requires = this.#requirements();
  }

  compile(): DecisionElement {
    const { types } = this.#compilation;
    const type = types.of(childOf(this.#element, 'variable'), this.#model);
    const name = variableName(this.#element);
    const head = { id: idOf(this.#element) ?? name, name, model: this.#model.index };
    switch (this.#kind) {
      case 'inputData':
        return { kind: 'input', ...head, type };
      case 'decision': {
        const { requires } = this;
        const logic = this.#logic(childOf(this.#element, 'decisionLogic'), this.#place(requires, []), type);
        if (logic === null) {
          this.#compilation.warning(
            'logic-missing',
            this.#model,
            this.#element,
            `Expected logic of "${head.name}" but it has none`,
          );
        }
        return { kind: 'decision', ...head, type, requires, logic };
      }
      case 'businessKnowledgeModel':
        return this.#knowledge({ ...head, type: types.resultOf(type) });
      case 'decisionService':
        return {
          kind: 'service',
          ...head,
          type: types.resultOf(type),
          outputs: this.#references('outputDecision', ['decision']),
          inputs: [...this.#references('inputData', ['inputData']), ...this.#references('inputDecision', ['decision'])],
        };
    }
  }

  #knowledge(head: { id: string; name: string; model: number; type: number | null }): DecisionElement {
    const { requires } = this;
    const definition = childOf(this.#element, 'encapsulatedLogic');
    const { parameters, body } = functionParts(definition, this.#model, this.#compilation);
    const names = [head.name, ...parameters.map(({ name }) => name)];
    const logic = this.#logic(body, this.#place(requires, names), head.type);
    if (logic === null) {
      this.#compilation.warning(
        'logic-missing',
        this.#model,
        this.#element,
        `Expected logic of "${head.name}" but it has none`,
      );
    }
    return { kind: 'knowledge', ...head, requires, parameters, logic };
  }

  #logic(element: DmnElement | undefined, place: LogicPlace, type: number | null): Logic | null {
    return element === undefined ? null : compileLogic(element, place, type);
  }

  #place(requires: readonly Requirement[], names: readonly string[]): LogicPlace {
    const seen = requires.flatMap((each) => (each.import === null ? [each.name] : [each.import, each.name]));
    return { compilation: this.#compilation, model: this.#model, scope: [...seen, ...names] };
  }

  #requirements(): readonly Requirement[] {
    const information = childrenOf(this.#element, 'informationRequirement').flatMap((each) => [
      ...this.#requirement(childOf(each, 'requiredDecision'), ['decision']),
      ...this.#requirement(childOf(each, 'requiredInput'), ['inputData']),
    ]);
    const knowledge = childrenOf(this.#element, 'knowledgeRequirement').flatMap((each) =>
      this.#requirement(childOf(each, 'requiredKnowledge'), ['businessKnowledgeModel', 'decisionService']),
    );
    return [...information, ...knowledge];
  }

  #requirement(reference: DmnElement | undefined, kinds: readonly Declared['kind'][]): readonly Requirement[] {
    const index = reference === undefined ? undefined : this.#resolve(reference, kinds);
    const target = index === undefined ? undefined : this.#declared[index];
    if (index === undefined || target === undefined) return [];
    const name = variableName(target.element);
    if (target.model === this.#model) return [{ element: index, name, import: null }];
    const alias = this.#model.imports.find(({ model }) => model === target.model)?.name;
    // An import without a name brings its elements into the file's own names (DMN 1.5 §6.3.3).
    return [{ element: index, name, import: alias === undefined || alias === '' ? null : alias }];
  }

  #references(property: string, kinds: readonly Declared['kind'][]): readonly ElementIndex[] {
    return childrenOf(this.#element, property).flatMap((reference) => this.#resolve(reference, kinds) ?? []);
  }

  /** `#id` is of this file, `namespace#id` of the file with that namespace. */
  #resolve(reference: DmnElement, kinds: readonly Declared['kind'][]): ElementIndex | undefined {
    const href = (textOf(reference, 'href') ?? '').trim();
    const key = href.startsWith('#')
      ? this.#model.namespace + href
      : href.includes('#')
        ? href
        : `${this.#model.namespace}#${href}`;
    const index = this.#byKey.get(key);
    const target = index === undefined ? undefined : this.#declared[index];
    const imported =
      target?.model === this.#model || this.#model.imports.some(({ model: each }) => each === target?.model);
    if (target === undefined || !imported) {
      this.#compilation.error(
        'reference-dangling',
        this.#model,
        reference,
        `Expected an element of the file or an import but "${href}" is none`,
      );
      return undefined;
    }
    if (kinds.includes(target.kind)) return index;
    this.#compilation.error(
      'reference-kind',
      this.#model,
      reference,
      `Expected ${kinds.join(' or ')} but "${href}" is ${target.kind}`,
    );
    return undefined;
  }
}

/** Parameters and body of a function definition. */
export function functionParts(
  definition: DmnElement | undefined,
  model: Model,
  compilation: Compilation,
): { readonly parameters: readonly Variable[]; readonly body: DmnElement | undefined } {
  if (definition === undefined) return { parameters: [], body: undefined };
  const kind = textOf(definition, 'kind') ?? 'FEEL';
  if (kind !== 'FEEL') {
    compilation.error('function-kind', model, definition, `Expected a function in FEEL but it is in ${kind}`);
  }
  const parameters = childrenOf(definition, 'formalParameter').map((parameter) => ({
    name: nameOf(parameter),
    type: compilation.types.of(parameter, model),
  }));
  return { parameters, body: childOf(definition, 'body') };
}
