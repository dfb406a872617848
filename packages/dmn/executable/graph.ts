import { FeelFunction, type FeelValue, setEntry, typeOf } from '@krok/feel/executable';
import type { Evaluation } from './evaluation.ts';
import type { LinkedDecisions } from './link-decisions.ts';
import { callerOf } from './link-logic.ts';
import { Scope } from './scope.ts';
import type {
  DecisionElement,
  DecisionNode,
  ElementIndex,
  InputElement,
  KnowledgeElement,
  Requirement,
  ServiceElement,
} from './types.ts';

/** Value of an input; undefined if it was not given. */
type Inputs = (input: InputElement) => FeelValue | undefined;

/** One pass over a requirement graph with one set of inputs: every element is evaluated at most once. */
export class Graph {
  readonly #linked: LinkedDecisions;
  readonly #evaluation: Evaluation;
  readonly #inputs: Inputs;
  /** Values by element; those that a service is given are there from the start. */
  readonly #known: Map<ElementIndex, FeelValue>;
  /** What logic reads beyond its requirements. */
  readonly #around: Scope | null;

  private constructor(
    linked: LinkedDecisions,
    evaluation: Evaluation,
    inputs: Inputs,
    known: Map<ElementIndex, FeelValue>,
    around: Scope | null,
  ) {
    this.#linked = linked;
    this.#evaluation = evaluation;
    this.#inputs = inputs;
    this.#known = known;
    this.#around = around;
  }

  static of(
    linked: LinkedDecisions,
    evaluation: Evaluation,
    given: Readonly<Record<string, FeelValue>>,
    reach: 'declared' | 'everything',
  ): Graph {
    const own = (key: string) => (Object.hasOwn(given, key) ? given[key] : undefined);
    const { models } = linked.executable;
    const inputs: Inputs = ({ name, model }) => own(`${models[model]?.namespace}#${name}`) ?? own(name);
    const around =
      reach === 'everything' ? new Scope(Object.entries(given).map(([name, value]) => [name, () => value])) : null;
    return new Graph(linked, evaluation, inputs, new Map(), around);
  }

  /** The value of a decision, or of a function called with the inputs as its arguments. */
  evaluateTop(index: ElementIndex): FeelValue {
    const element = this.#element(index);
    if (element.kind === 'knowledge' || element.kind === 'service') {
      const named = this.#parametersOf(element).map(({ name }) => {
        const input: InputElement = { kind: 'input', id: '', name, model: element.model, type: null };
        return this.#inputs(input) ?? null;
      });
      return this.#functionOf(element, index).call(named);
    }
    return this.#value(index);
  }

  #value(index: ElementIndex): FeelValue {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const value = this.#evaluation.within(() => this.#evaluate(index));
    this.#known.set(index, value);
    return value;
  }

  #evaluate(index: ElementIndex): FeelValue {
    const element = this.#element(index);
    switch (element.kind) {
      case 'input':
        return this.#input(element);
      case 'decision':
        return this.#decision(element, index);
      case 'knowledge':
      case 'service': {
        const { parameters, call } = this.#functionOf(element, index);
        return new FeelFunction(parameters, call);
      }
    }
  }

  #input(element: InputElement): FeelValue {
    const given = this.#inputs(element);
    if (given === undefined) {
      return this.#evaluation.warn('NO_INPUT', `Expected an input "${element.name}" but there is none.`);
    }
    return this.#convert(given, element);
  }

  #decision(element: DecisionNode, index: ElementIndex): FeelValue {
    const code = this.#linked.codes[index];
    if (code == null) return this.#evaluation.warn('NO_LOGIC', `Expected logic of "${element.name}" but it has none.`);
    return this.#convert(code(this.#scopeOf(element.requires), this.#evaluation), element);
  }

  #functionOf(
    element: KnowledgeElement | ServiceElement,
    index: ElementIndex,
  ): { readonly parameters: readonly string[]; readonly call: (values: readonly FeelValue[]) => FeelValue } {
    const parameters = this.#parametersOf(element).map(({ name }) => name);
    if (element.kind === 'service') return { parameters, call: (values) => this.#serve(element, values) };
    const code = this.#linked.codes[index];
    const body =
      code ?? (() => this.#evaluation.warn('NO_LOGIC', `Expected logic of "${element.name}" but it has none.`));
    // A knowledge model may call itself.
    const self: Requirement = { element: index, name: element.name, import: null };
    const call = callerOf(
      element.parameters,
      (scope, evaluation) => this.#convert(body(scope, evaluation), element),
      this.#linked.types,
      this.#scopeOf([self, ...element.requires]),
      this.#evaluation,
    );
    return { parameters, call };
  }

  /** A service evaluates its decisions over its parameters alone (DMN 1.5 §10.4). */
  #serve(service: ServiceElement, values: readonly FeelValue[]): FeelValue {
    const { types } = this.#linked;
    const known = new Map<ElementIndex, FeelValue>();
    for (const [at, index] of service.inputs.entries()) {
      const { name, type } = this.#element(index);
      const value = values[at] ?? null;
      const converted = types.tryConvert(value, type, this.#evaluation);
      if (converted === undefined) {
        return this.#evaluation.warn('TYPE_MISMATCH', `Expected another type of "${name}" but got ${typeOf(value)}.`);
      }
      known.set(index, converted);
    }
    return this.#evaluation.within(() => {
      const inner = new Graph(this.#linked, this.#evaluation, () => undefined, known, null);
      const outputs = service.outputs.map((index) => ({
        name: this.#element(index).name,
        value: inner.#value(index),
      }));
      const [only] = outputs;
      if (outputs.length === 1 && only !== undefined) return this.#convert(only.value, service);
      const context: Record<string, FeelValue> = {};
      for (const { name, value } of outputs) setEntry(context, name, value);
      return this.#convert(context, service);
    });
  }

  #parametersOf(element: KnowledgeElement | ServiceElement): readonly { readonly name: string }[] {
    return element.kind === 'knowledge' ? element.parameters : element.inputs.map((index) => this.#element(index));
  }

  /** Requirements are evaluated when logic first reads them; those of an import are members of its name. */
  #scopeOf(requires: readonly Requirement[]): Scope {
    const own = requires
      .filter((requirement) => requirement.import === null)
      .map(({ name, element }) => [name, () => this.#value(element)] as const);
    const imports = Map.groupBy(
      requires.filter((requirement) => requirement.import !== null),
      (requirement) => requirement.import ?? '',
    );
    const members = Array.from(imports, ([name, parts]) => [name, () => this.#members(parts)] as const);
    return new Scope([...own, ...members], this.#around);
  }

  #members(requires: readonly Requirement[]): FeelValue {
    const context: Record<string, FeelValue> = {};
    for (const { name, element } of requires) setEntry(context, name, this.#value(element));
    return context;
  }

  #convert(value: FeelValue, { type, name }: DecisionElement): FeelValue {
    return this.#linked.types.convert(value, type, `"${name}"`, this.#evaluation);
  }

  #element(index: ElementIndex): DecisionElement {
    const element = this.#linked.executable.elements[index];
    if (element === undefined) throw new Error(`Expected an element ${index} but the decisions have fewer.`);
    return element;
  }
}
