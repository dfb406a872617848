import { builtinNames } from '../builtins/registry.ts';
import { BuildError, TreeBuilder } from './tree-builder.ts';
import { readsOf } from './reads.ts';
import type { ExpressionTree, FeelNode } from './tree.ts';
import { normalizeContextKey, parser, trackVariables } from 'lezer-feel';
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

function parse(source: string, names: readonly string[], top: 'Expression' | 'UnaryTests'): ParseResult {
  if (source.length > MAX_SOURCE_LENGTH) {
    return syntaxError(`Expected at most ${MAX_SOURCE_LENGTH} characters but got ${source.length}.`, MAX_SOURCE_LENGTH);
  }
  const rangeTypes = new RangeTypes(source);
  const known = new Map([...builtinNames, ...names].map((name) => [normalizeContextKey(name), name]));
  // The grammar reads plain identifiers as they are, and `date and time` by itself.
  const compound = [...known.values()].filter((name) => /[^\p{L}\p{N}_]/u.test(name) && name !== 'date and time');
  if (!known.has('random number')) compound.push('random number');
  const context = Object.fromEntries(compound.map((name) => [name, true]));
  const tree = parser
    .configure({ top, dialect: 'camunda', contextTracker: trackVariables(context) })
    .parse(rangeTypes.substituted);
  const failure = firstError(tree.topNode);
  if (failure !== null) return syntaxError(describe(source, failure), failure);
  try {
    const root: FeelNode = new TreeBuilder(source, known, rangeTypes).build(tree.topNode);
    return { kind: 'parsed', tree: { formatVersion: 1, source, reads: readsOf(root), root } };
  } catch (error) {
    if (error instanceof BuildError) return syntaxError(error.message, error.position);
    throw error;
  }
}

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
