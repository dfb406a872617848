import { normalizeContextKey, parser, trackVariables } from 'lezer-feel';
import { unescape } from './string-literal.ts';

/**
 * Tells the grammar's tokenizer which names of several words or with operators there are, so that `first name` or `a-b`
 * is one name. The grammar's own tracker follows values through the expression too, at a cost that grows with the square
 * of its length; names alone take linear time. A name declared within the expression is known from there to its end.
 */
export function trackNames(names: Iterable<string>) {
  const start = new NameState([], NameTable.of(names));
  return { ...trackVariables({}), start, reduce };
}

/** What a tokenizer of the grammar asks of its context. */
class NameState {
  /** The words of the name that is being read. */
  readonly tokens: readonly string[];
  private readonly table: NameTable;

  constructor(tokens: readonly string[], table: NameTable) {
    this.tokens = tokens;
    this.table = table;
  }

  contextCache(): NameTable {
    return this.table;
  }

  with(word: string): NameState {
    return this.tokens.length >= MAX_WORDS ? this : new NameState([...this.tokens, word], this.table);
  }

  cleared(): NameState {
    return this.tokens.length === 0 ? this : new NameState([], this.table);
  }

  declaring(name: string): NameState {
    return new NameState([], isCompound(name) ? this.table.with(name) : this.table);
  }
}

class NameTable {
  readonly keys: ReadonlySet<string>;
  /** Beginnings of the keys that end with a word. */
  readonly prefixes: ReadonlySet<string>;

  private constructor(keys: ReadonlySet<string>, prefixes: ReadonlySet<string>) {
    this.keys = keys;
    this.prefixes = prefixes;
  }

  static of(names: Iterable<string>): NameTable {
    const keys = new Set<string>();
    const prefixes = new Set<string>();
    for (const name of names) {
      const words = normalizeContextKey(name).split(' ');
      keys.add(words.join(' '));
      for (let i = 1; i <= words.length; i += 1) prefixes.add(words.slice(0, i).join(' '));
    }
    return new NameTable(keys, prefixes);
  }

  with(name: string): NameTable {
    if (this.keys.has(normalizeContextKey(name)) || this.keys.size >= MAX_NAMES) return this;
    const added = NameTable.of([name]);
    return new NameTable(new Set([...this.keys, ...added.keys]), new Set([...this.prefixes, ...added.prefixes]));
  }
}

/** More compound names, and longer ones, are not followed. */
const MAX_NAMES = 1000;
const MAX_WORDS = 64;

/** Whether the grammar does not read the name as one word by itself. */
export function isCompound(name: string): boolean {
  return /[^\p{L}\p{N}_]/u.test(name) && name !== 'date and time';
}

interface Input {
  peek(offset: number): number;
}

function reduce(
  state: NameState,
  term: number,
  stack: { readonly pos: number },
  input: Input & { readonly pos: number },
): NameState {
  switch (KINDS.get(term)) {
    case 'word':
      return state.with(textOf(input, stack.pos));
    case 'reference':
      return state.cleared();
    case 'declaration':
      return state.declaring(state.tokens.join(' '));
    case 'key': {
      const text = textOf(input, stack.pos);
      return text.startsWith('"') ? state.declaring(unescape(text)) : state;
    }
    default:
      return state;
  }
}

function textOf(input: Input & { readonly pos: number }, end: number): string {
  let text = '';
  for (let i = 0; i < end - input.pos; i += 1) text += String.fromCharCode(input.peek(i));
  return text.trim();
}

const KIND_OF_NODE: Readonly<Record<string, 'word' | 'reference' | 'declaration' | 'key'>> = {
  Identifier: 'word',
  BacktickIdentifier: 'word',
  VariableName: 'reference',
  PathName: 'reference',
  Name: 'declaration',
  Key: 'key',
};

/** Some node names stand for several terms of the grammar. */
const KINDS = new Map(
  parser.nodeSet.types.flatMap((type) => {
    const kind = KIND_OF_NODE[type.name];
    return kind === undefined ? [] : [[type.id, kind] as const];
  }),
);
