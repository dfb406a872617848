import { polishCalendar } from '@krok/calendar';
import {
  type ExpressionTree,
  type FeelEnv,
  type FeelResult,
  type FeelValue,
  type Json,
  linkExpression,
  type ParseResult,
  parseExpression,
  parseUnaryTests,
} from '../src/index.ts';

const calendar = polishCalendar(2020, 2030);

/** Sunday 2026-11-22, 16:00 in Warsaw. */
export function environment(fuel = 100_000): FeelEnv {
  return { now: Date.parse('2026-11-22T15:00:00Z'), zone: 'Europe/Warsaw', calendar, fuel: { left: fuel } };
}

/** Evaluates an expression; its tree goes through JSON first, as stored trees do. */
export function evaluate(
  source: string,
  variables: Readonly<Record<string, FeelValue>> = {},
  options: { readonly names?: readonly string[]; readonly env?: FeelEnv } = {},
): FeelResult {
  return run(treeOf(parseExpression(source, options.names)), variables, options.env);
}

export function evaluateTests(
  source: string,
  input: Json,
  variables: Readonly<Record<string, FeelValue>> = {},
): FeelResult {
  return run(treeOf(parseUnaryTests(source)), { ...variables, '?': input });
}

/** The value as FEEL text, for tables: `string()` of it, with strings in quotes. */
export function show(result: FeelResult): string {
  if (result.kind !== 'value') return result.kind;
  const shown = evaluate('string([value])', { value: result.value });
  return shown.kind === 'value' ? String(shown.value).slice(1, -1) : shown.kind;
}

export function treeOf(parsed: ParseResult): ExpressionTree {
  if (parsed.kind !== 'parsed') throw new Error(`${parsed.message} (${parsed.position})`);
  return parsed.tree;
}

function run(tree: ExpressionTree, variables: Readonly<Record<string, FeelValue>>, env = environment()): FeelResult {
  const linked = linkExpression(JSON.parse(JSON.stringify(tree)) as ExpressionTree);
  return linked((name) => (Object.hasOwn(variables, name) ? variables[name] : undefined), env);
}
