import { normalizeContextKey, parser } from 'lezer-feel';
import { builtinNames } from '../builtins/registry.ts';
import { BuildError } from './build-error.ts';
import { TreeBuilder } from './tree-builder.ts';
import { readsOf } from './reads.ts';
import type { ExpressionTree, FeelNode } from './tree.ts';
import { isCompound, trackNames } from './name-tracker.ts';
import { RangeTypes } from './range-types.ts';

export type ParseResult =
  | { readonly kind: 'parsed'; readonly tree: ExpressionTree }
  | {
      readonly kind: 'syntaxError';
      readonly message: string;
      /** Offset into the source, in UTF-16 units. */
      readonly position: number;
    };

/** Sources above this length are refused. */
export const MAX_SOURCE_LENGTH = 65_536;

/**
 * Parses an expression. `names` are the variables of a DMN model, which may hold spaces and operators; without them a
 * variable is a plain identifier or stands in backticks, so that a parse never depends on data.
 */
export function parseExpression(source: string, names: readonly string[] = []): ParseResult {
  return parse(source, names, 'Expression');
}

/** Parses unary tests, such as an input entry of a decision table; linked, they read their input as variable `?`. */
export function parseUnaryTests(source: string, names: readonly string[] = []): ParseResult {
  return parse(source, names, 'UnaryTests');
}

function parse(source: string, names: readonly string[], top: Top): ParseResult {
  if (source.length > MAX_SOURCE_LENGTH) {
    return syntaxError(`Expected at most ${MAX_SOURCE_LENGTH} characters but got ${source.length}.`, MAX_SOURCE_LENGTH);
  }
  const plain = withPlainSpaces(source);
  const rangeTypes = new RangeTypes(plain);
  const { known, parsers } = vocabularyOf(names);
  const tree = parsers[top].parse(rangeTypes.substituted);
  const failure = firstError(tree.topNode);
  if (failure !== null) return syntaxError(describe(source, failure), failure);
  try {
    const root: FeelNode = new TreeBuilder(plain, known, rangeTypes).build(tree.topNode);
    return { kind: 'parsed', tree: { formatVersion: 1, source, reads: readsOf(root), root } };
  } catch (error) {
    if (error instanceof BuildError) return syntaxError(error.message, error.position);
    throw error;
  }
}

/** Rules of the grammar to begin with. */
type Top = 'Expression' | 'UnaryTests';

interface Vocabulary {
  /** Names as they were given, by their normal form. */
  readonly known: ReadonlyMap<string, string>;
  readonly parsers: Readonly<Record<Top, typeof parser>>;
}

/** Most callers come with the same names again and again; kept by content, so it makes no difference who came first. */
function vocabularyOf(names: readonly string[]): Vocabulary {
  const key = JSON.stringify(names);
  if (latest?.key === key) return latest.vocabulary;
  const known = new Map([...builtinNames, ...names].map((name) => [normalizeContextKey(name), name]));
  const contextTracker = trackNames([...known.values()].filter(isCompound));
  const parserOf = (top: Top) => parser.configure({ top, dialect: 'camunda', contextTracker });
  const vocabulary = { known, parsers: { Expression: parserOf('Expression'), UnaryTests: parserOf('UnaryTests') } };
  latest = { key, vocabulary };
  return vocabulary;
}

let latest: { readonly key: string; readonly vocabulary: Vocabulary } | null = null;

/** White space that the grammar does not know (DMN 1.5 §10.3.1.2, rule 61) as plain spaces; texts and comments stay. */
function withPlainSpaces(source: string): string {
  if (!ODD_SPACE.test(source)) return source;
  const parts = /"(?:[^"\\]|\\.)*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|[\f\u0085\u1680\u180e\u200b\ufeff]/g;
  return source.replace(parts, (part) => (ODD_SPACE.test(part.charAt(0)) ? ' ' : part));
}

const ODD_SPACE = /[\f\u0085\u1680\u180e\u200b\ufeff]/;

function firstError(top: SyntaxTree): number | null {
  let position: number | null = null;
  const cursor = top.cursor();
  do {
    if (cursor.type.isError && (position === null || cursor.from < position)) position = cursor.from;
  } while (cursor.next());
  return position;
}

type SyntaxTree = ReturnType<typeof parser.parse>['topNode'];

function describe(source: string, position: number): string {
  const rest = source.slice(position).trim();
  const found = rest === '' ? 'the end' : `"${rest.length > 20 ? `${rest.slice(0, 20)}...` : rest}"`;
  return source.trim() === ''
    ? 'Expected an expression but got nothing.'
    : `Expected FEEL to go on but found ${found}.`;
}

function syntaxError(message: string, position: number): ParseResult {
  return { kind: 'syntaxError', message, position };
}
