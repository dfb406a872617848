import { type ExpressionTree, parseExpression, parseUnaryTests } from '@krok/feel';
import { expressionLimits } from '../limits.ts';

export type ParsedFeel =
  | { readonly kind: 'parsed'; readonly tree: ExpressionTree }
  | { readonly kind: 'refused'; readonly rule: 'feel-syntax' | 'feel-limit'; readonly message: string };

const PARSERS = { expression: parseExpression, unaryTests: parseUnaryTests } as const;

/** Parses the expressions of one deployment within bounds: the time to parse grows with the square of the length. */
export class FeelParser {
  readonly #members: readonly string[];
  readonly #known = new Map<string, ParsedFeel>();
  #spent = 0;

  /** `members`: names of several words that may follow a dot, or name a member within a filter. */
  constructor(members: readonly string[]) {
    this.#members = members;
  }

  parse(kind: keyof typeof PARSERS, source: string, scope: readonly string[]): ParsedFeel {
    const names = [...new Set([...this.#members, ...scope.filter(isCompound)])];
    const key = JSON.stringify([kind, source, names]);
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const parsed = this.#excess(source) ?? parse(kind, source, names);
    this.#known.set(key, parsed);
    return parsed;
  }

  #excess(source: string): ParsedFeel | undefined {
    const { length, squaredLengths } = expressionLimits;
    this.#spent += source.length ** 2;
    const message =
      source.length > length
        ? `Expected at most ${length} characters of FEEL but there are ${source.length}`
        : this.#spent > squaredLengths
          ? 'Expected less FEEL in one file but there is too much'
          : undefined;
    return message === undefined ? undefined : { kind: 'refused', rule: 'feel-limit', message };
  }
}

/** Names that FEEL reads as one word without being told. */
export function isCompound(name: string): boolean {
  return /[^\p{L}\p{N}_]/u.test(name);
}

function parse(kind: keyof typeof PARSERS, source: string, names: readonly string[]): ParsedFeel {
  const parsed = PARSERS[kind](source, names);
  if (parsed.kind === 'parsed') return parsed;
  const message = `${parsed.message.replace(/\.$/, '')} at character ${parsed.position + 1} of "${shorten(source)}"`;
  return { kind: 'refused', rule: 'feel-syntax', message };
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
