import { type ExpressionTree, parseExpression, parseUnaryTests } from '@krok/feel';
import { expressionLimits } from '../limits.ts';

export type ParsedFeel =
  | { readonly kind: 'parsed'; readonly tree: ExpressionTree }
  | { readonly kind: 'refused'; readonly rule: 'feel-syntax' | 'feel-limit'; readonly message: string };

const PARSERS = { expression: parseExpression, unaryTests: parseUnaryTests } as const;

/** Parses the expressions of one deployment within bounds: the time to parse grows with the square of the length. */
export class FeelParser {
  #members: readonly string[];
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
    if (parsed.kind === 'parsed') this.#learn(parsed.tree);
    return parsed;
  }

  /** Keys of a context may be members in the expressions that are compiled after it. */
  #learn(tree: ExpressionTree): void {
    const keys = keysOf(tree).filter((name) => isCompound(name) && !this.#members.includes(name));
    if (keys.length > 0) this.#members = [...this.#members, ...keys];
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

function keysOf(tree: ExpressionTree): readonly string[] {
  const keys: string[] = [];
  const pending: unknown[] = [tree.root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if ('kind' in next && next.kind === 'context' && 'entries' in next && Array.isArray(next.entries)) {
      for (const { name } of next.entries) if (typeof name === 'string') keys.push(name);
    }
    pending.push(...Object.values(next));
  }
  return keys;
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
