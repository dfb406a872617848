/**
 * The grammar has no `range<T>` type (DMN 1.5 §10.3.2.3). Where one can stand, it parses as a `list<T>` of the same width
 * and this table tells which of them are ranges.
 */
export class RangeTypes {
  readonly substituted: string;
  private readonly positions = new Set<number>();

  constructor(source: string) {
    this.substituted = source.includes('range') && /\brange\s*</.test(source) ? this.substitute(source) : source;
  }

  has(position: number): boolean {
    return this.positions.has(position);
  }

  private substitute(source: string): string {
    const pattern = /"(?:[^"\\]|\\.)*"|((?:\bof|[:<,]|->)\s*)range(?=\s*<)/gs;
    let result = source;
    // Nested types overlap the separator of the next match: repeat until nothing changes.
    for (let changed = true; changed; ) {
      changed = false;
      result = result.replace(pattern, (match: string, before: string | undefined, offset: number) => {
        if (before === undefined) return match;
        changed = true;
        this.positions.add(offset + before.length + 1);
        return `${before} list`;
      });
    }
    return result;
  }
}
