import type { BusinessCalendar } from '@krok/calendar';
import type { RandomSource } from '../values/random-source.ts';
import type { FeelValue } from '../values/value.ts';
import type { FeelWarningCode } from '../errors.ts';

/** What an evaluation may know of the world. The same environment and variables give the same result. */
export interface FeelEnv {
  /** Epoch milliseconds; what `now()` and `today()` tell. */
  readonly now: number;
  /** IANA zone of `now()` and `today()`. */
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  /** Steps that are left; every evaluation takes from it. */
  readonly fuel: { left: number };
  /** What `uuid()` and `random number()` draw from; null without it. */
  readonly random?: RandomSource | undefined;
}

/** The value of a root variable; undefined if there is none, which reads as null with a warning. */
export type Lookup = (name: string) => FeelValue | undefined;

export interface FeelWarning {
  readonly code: FeelWarningCode;
  readonly message: string;
}

/** One evaluation. */
export class Run {
  readonly lookup: Lookup;
  readonly env: FeelEnv;
  warnings: FeelWarning[] | null = null;
  /** Nesting of the functions that are being called, in nodes. */
  depth = 0;

  constructor(lookup: Lookup, env: FeelEnv) {
    this.lookup = lookup;
    this.env = env;
  }

  /** This evaluation where it calls a function that sees the root variables of `lookup`: one budget, the same warnings. */
  seeing(lookup: Lookup): Run {
    const inner = new Run(lookup, this.env);
    this.warnings ??= [];
    inner.warnings = this.warnings;
    inner.depth = this.depth;
    return inner;
  }

  /** Takes `steps` from the budget; ends the evaluation when there is not enough. */
  burn(steps: number): void {
    const { fuel } = this.env;
    fuel.left -= steps;
    if (!(fuel.left >= 0)) {
      fuel.left = 0;
      throw OUT_OF_FUEL;
    }
  }

  /** Takes the price of building a text; ends the evaluation where it would be absurdly long. */
  burnText(length: number): void {
    this.burn(length > MAX_TEXT_LENGTH ? Number.POSITIVE_INFINITY : 1 + (length >> 4));
  }

  /** Goes `levels` deeper, at the price of `steps`; ends the evaluation where the nesting would exhaust the stack. */
  enter(levels: number, steps: number): void {
    this.burn(steps + 1);
    this.depth += levels;
    if (this.depth > MAX_RUN_DEPTH) {
      this.env.fuel.left = 0;
      throw OUT_OF_FUEL;
    }
  }

  leave(levels: number): void {
    this.depth -= levels;
  }

  /** Evaluates where what it would warn of is of no interest; tells whether a name or member was missing. */
  quietly(code: Code, frame: Frame): { readonly value: FeelValue; readonly missing: boolean } {
    const before = this.warnings;
    this.warnings = null;
    const value = code(frame);
    const missing = this.warned('NO_VARIABLE') || this.warned('NO_MEMBER');
    this.warnings = before;
    return { value, missing };
  }

  private warned(code: FeelWarningCode): boolean {
    return this.warnings?.some((warning) => warning.code === code) ?? false;
  }

  /** Records why a result is null, and is that null. */
  warn(code: FeelWarningCode, message: string): null {
    this.warnings ??= [];
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push({ code, message });
    return null;
  }
}

/** A variable in scope: item of a filter, parameter, loop variable, context entry. Scopes are chains of frames. */
export class Frame {
  readonly run: Run;
  readonly parent: Frame | null;
  value: FeelValue;

  constructor(run: Run, parent: Frame | null, value: FeelValue) {
    this.run = run;
    this.parent = parent;
    this.value = value;
  }
}

/** An expression ready to run. */
export type Code = (frame: Frame) => FeelValue;

/** Thrown and caught within this room only: it unwinds an evaluation whose budget is spent. */
export const OUT_OF_FUEL = Object.freeze({ kind: 'outOfFuel' });

const MAX_WARNINGS = 32;
const MAX_TEXT_LENGTH = 1 << 24;
const MAX_RUN_DEPTH = 2000;
