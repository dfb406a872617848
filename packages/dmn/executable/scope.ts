import type { FeelValue, Lookup } from '@krok/feel/executable';

/** Variables that logic sees: its own, then those around it. Values are found when they are first read. */
export class Scope {
  readonly lookup: Lookup;
  readonly #values: Map<string, () => FeelValue>;
  readonly #outer: Scope | null;

  constructor(values: Iterable<readonly [name: string, value: () => FeelValue]>, outer: Scope | null = null) {
    this.#values = new Map(values);
    this.#outer = outer;
    this.lookup = (name) => this.#find(name);
  }

  /** A scope within this one. */
  with(values: Iterable<readonly [name: string, value: FeelValue]>): Scope {
    return new Scope(
      Array.from(values, ([name, value]) => [name, () => value] as const),
      this,
    );
  }

  #find(name: string): FeelValue | undefined {
    const value = this.#values.get(name);
    return value === undefined ? this.#outer?.lookup(name) : value();
  }
}
