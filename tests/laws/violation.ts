/** A broken law: where, which, and what was found. */
export interface Violation {
  path: string;
  line?: number;
  /** The law as docs/architecture.md states it. */
  law: string;
  found: string;
}

/** All violations as text for a failed assertion; empty when there is none. */
export function describe(violations: readonly Violation[]): string {
  return violations
    .map(({ path, line, law, found }) => `${path}${line ? `:${line}` : ''}: ${found}\n    law: ${law}`)
    .join('\n');
}
