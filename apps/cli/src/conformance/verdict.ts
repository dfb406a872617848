/** What became of one case. `expected` and `got` are what is printed and compared; equal means passed. */
export interface Verdict {
  readonly name: string;
  readonly kind: 'execution' | 'static' | 'soundness' | 'dmn';
  readonly tier: 'core' | 'edge';
  readonly passed: boolean;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Counts of the core tier, which decide, and every verdict. */
export interface ConformanceReport {
  readonly passed: number;
  readonly failed: number;
  readonly cases: readonly Verdict[];
}

export function reportOf(cases: readonly Verdict[]): ConformanceReport {
  const core = cases.filter((each) => each.tier === 'core');
  const passed = core.filter((each) => each.passed).length;
  return { passed, failed: core.length - passed, cases };
}
