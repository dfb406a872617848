import type { Driver } from '../drivers/driver.ts';
import type { FoundCases } from './find-cases.ts';
import { runExecutionCase } from './run-execution-case.ts';
import { runStaticCase } from './run-static-case.ts';
import { type ConformanceReport, reportOf, type Verdict } from './verdict.ts';

export interface ConformanceRun {
  readonly report: ConformanceReport;
  /** What was found and not run, and why; in plain words. */
  readonly leftOut: readonly string[];
}

/** Runs every case that was found, one after the other. `onVerdict` sees each as soon as it is known. */
export async function runConformance(
  found: FoundCases,
  driver: Driver,
  onVerdict: (verdict: Verdict) => void,
): Promise<ConformanceRun> {
  const verdicts: Verdict[] = [];
  let soundness = 0;
  for (const each of found.cases) {
    if (each.kind === 'soundness') {
      soundness += 1;
      continue;
    }
    const verdict =
      each.kind === 'execution'
        ? await runExecutionCase(each.case, each.folder, driver)
        : await runStaticCase(each.case, each.folder);
    verdicts.push(verdict);
    onVerdict(verdict);
  }
  const leftOut: string[] = [];
  if (soundness > 0) leftOut.push(`${soundness} soundness cases: there is no soundness check yet`);
  if (found.decisionTests.length > 0) leftOut.push(`${found.decisionTests.length} DMN test files: there is no DMN yet`);
  return { report: reportOf(verdicts), leftOut };
}
