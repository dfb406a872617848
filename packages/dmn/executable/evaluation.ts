import type { FeelEnv, FeelValue, Linked, Lookup } from '@krok/feel/executable';
import type { DecisionWarning, DecisionWarningCode } from './errors.ts';

/** The rules of one table that made its result, in table order. */
export interface FiredRules {
  /** Id of the decision or business knowledge model whose logic holds the table. */
  readonly element: string;
  /** Id of the table; null where it has none. */
  readonly table: string | null;
  /** 1-based, as tables number them. */
  readonly rules: readonly number[];
}

/** Thrown and caught within this room: it unwinds an evaluation whose budget is spent. */
export const OUT_OF_FUEL = Object.freeze({ kind: 'outOfFuel' });

const MAX_WARNINGS = 64;
/** Elements and functions that are being evaluated at once; bounds the stack. */
const MAX_DEPTH = 200;

/** One evaluation: its budget, and what is told beside the value. */
export class Evaluation {
  readonly env: FeelEnv;
  readonly warnings: DecisionWarning[] = [];
  readonly fired: FiredRules[] = [];
  #depth = 0;

  constructor(env: FeelEnv) {
    this.env = env;
  }

  run(linked: Linked, lookup: Lookup): FeelValue {
    const result = linked(lookup, this.env);
    for (const warning of result.warnings) this.#add(warning);
    if (result.kind === 'outOfFuel') throw OUT_OF_FUEL;
    return result.value;
  }

  burn(steps: number): void {
    this.env.fuel.left -= steps;
    if (this.env.fuel.left >= 0) return;
    this.env.fuel.left = 0;
    throw OUT_OF_FUEL;
  }

  /** One level deeper: an element or a function. */
  within<T>(evaluate: () => T): T {
    this.burn(1);
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw OUT_OF_FUEL;
    const value = evaluate();
    this.#depth -= 1;
    return value;
  }

  /** Records why a result is null, and is that null. */
  warn(code: DecisionWarningCode, message: string): null {
    this.#add({ code, message });
    return null;
  }

  #add(warning: DecisionWarning): void {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push(warning);
  }
}
