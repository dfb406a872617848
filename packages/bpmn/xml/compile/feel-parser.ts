import { type ExpressionTree, parseExpression } from '@krok/feel';
import { expressionLimits } from '../limits.ts';

export type ParsedFeel =
  | { readonly kind: 'parsed'; readonly tree: ExpressionTree }
  | { readonly kind: 'refused'; readonly rule: 'feel-syntax' | 'feel-limit'; readonly message: string };

export type FeelParser = (source: string) => ParsedFeel;

/** Parses the expressions of one file within bounds: the time to parse grows with the square of the length. */
export function createFeelParser(): FeelParser {
  const known = new Map<string, ParsedFeel>();
  let spent = 0;
  return (source) => {
    const before = known.get(source);
    if (before) return before;
    const tooMuch = excess(source, spent);
    spent += source.length ** 2;
    const parsed: ParsedFeel =
      tooMuch === undefined ? parse(source) : { kind: 'refused', rule: 'feel-limit', message: tooMuch };
    known.set(source, parsed);
    return parsed;
  };
}

function parse(source: string): ParsedFeel {
  const parsed = parseExpression(source);
  if (parsed.kind === 'parsed') return parsed;
  const message = `${parsed.message.replace(/\.$/, '')} at character ${parsed.position + 1}`;
  return { kind: 'refused', rule: 'feel-syntax', message };
}

function excess(source: string, spent: number): string | undefined {
  const { length, nesting, squaredLengths } = expressionLimits;
  if (source.length > length) return `Expected at most ${length} characters of FEEL but there are ${source.length}`;
  if (depthOf(source) > nesting) return `Expected at most ${nesting} open brackets but there are more`;
  return spent + source.length ** 2 > squaredLengths
    ? 'Expected less FEEL in one file but there is too much'
    : undefined;
}

/** Upper bound of the nesting: brackets within strings count, which no real expression comes near. */
function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of source) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
