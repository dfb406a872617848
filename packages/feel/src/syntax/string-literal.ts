/** The text of a string literal, quotes included (DMN 1.5 §10.3.1.2, grammar rule 35). */
export function unescape(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:(["'\\nrt])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6}))/g,
      (match, single: string | undefined, short: string | undefined, long: string | undefined) => {
        if (single !== undefined) return SINGLE[single] ?? single;
        const codePoint = Number.parseInt(short ?? long ?? '', 16);
        return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : match;
      },
    );
}

const SINGLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
