import {
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  type FeelContext,
  type FeelValue,
  isContext,
  isList,
  type Linked,
  linkExpression,
  typeOf,
  UTC,
} from '@krok/feel/executable';
import type { Evaluation } from './evaluation.ts';
import type { DecisionType, TypeIndex } from './types.ts';

type LinkedType =
  | Exclude<DecisionType, { kind: 'definition' }>
  | {
      readonly kind: 'definition';
      readonly name: string;
      readonly of: TypeIndex;
      readonly allowed: Linked | null;
    };

/** The types of a deployment, ready to check values. */
export class TypeTable {
  readonly #types: readonly LinkedType[];

  constructor(types: readonly DecisionType[]) {
    this.#types = types.map((type) =>
      type.kind === 'definition'
        ? { ...type, allowed: type.allowed === null ? null : linkExpression(type.allowed) }
        : type,
    );
  }

  /** The value as the type takes it (implicit conversions, DMN 1.5 §10.3.2.9.4); null with a warning if it does not. */
  convert(value: FeelValue, type: TypeIndex | null, what: string, evaluation: Evaluation): FeelValue {
    const converted = this.tryConvert(value, type, evaluation);
    if (converted !== undefined) return converted;
    return evaluation.warn('TYPE_MISMATCH', `Expected ${what} to be ${this.#describe(type)} but got ${typeOf(value)}.`);
  }

  /** As `convert`, but undefined where the value is not of the type. */
  tryConvert(value: FeelValue, type: TypeIndex | null, evaluation: Evaluation): FeelValue | undefined {
    if (type === null || this.#conforms(value, type, evaluation)) return value;
    const plain = this.#plain(type);
    if (plain?.kind === 'list') {
      const list = [value];
      return isList(value) || !this.#conforms(list, type, evaluation) ? undefined : list;
    }
    if (value instanceof FeelDate && plain?.kind === 'feel' && plain.name === 'date and time') {
      return new FeelDateTime(value.days, 0, UTC);
    }
    const single = isList(value) && value.length === 1 ? (value[0] ?? null) : null;
    return single !== null && this.#conforms(single, type, evaluation) ? single : undefined;
  }

  #conforms(value: FeelValue, index: TypeIndex, evaluation: Evaluation): boolean {
    const type = this.#types[index];
    if (value === null || type === undefined) return true;
    evaluation.burn(1);
    switch (type.kind) {
      case 'feel':
        return type.name === 'Any' || typeOf(value) === type.name;
      case 'list':
        return isList(value) && value.every((item) => this.#conforms(item, type.of, evaluation));
      case 'range':
        return (
          value instanceof FeelRange &&
          this.#conforms(value.low, type.of, evaluation) &&
          this.#conforms(value.high, type.of, evaluation)
        );
      case 'context':
        return isContext(value) && type.entries.every((entry) => this.#entryConforms(value, entry, evaluation));
      case 'function':
        return value instanceof FeelFunction && value.parameters.length === type.parameters.length;
      case 'definition':
        return this.#conforms(value, type.of, evaluation) && this.#allows(type.allowed, value, evaluation);
    }
  }

  #entryConforms(
    value: FeelContext,
    { name, type }: { readonly name: string; readonly type: TypeIndex },
    evaluation: Evaluation,
  ): boolean {
    const entry = Object.hasOwn(value, name) ? value[name] : undefined;
    return entry !== undefined && this.#conforms(entry, type, evaluation);
  }

  #allows(allowed: Linked | null, value: FeelValue, evaluation: Evaluation): boolean {
    return allowed === null || evaluation.run(allowed, (name) => (name === '?' ? value : undefined)) === true;
  }

  /** Behind the definitions. */
  #plain(index: TypeIndex): LinkedType | undefined {
    let type = this.#types[index];
    for (let hops = 0; type?.kind === 'definition' && hops < this.#types.length; hops += 1) type = this.#types[type.of];
    return type;
  }

  #describe(index: TypeIndex | null): string {
    const type = index === null ? undefined : this.#types[index];
    return type?.kind === 'feel' || type?.kind === 'definition' ? type.name : `a ${type?.kind ?? 'value'}`;
  }
}
