import type { Driver } from '../drivers/driver.ts';
import type { FoundCase, FoundCases } from './find-cases.ts';
import { runDecisionTests } from './dmn/run-decision-tests.ts';
import { runExecutionCase } from './run-execution-case.ts';
import { runStaticCase } from './run-static-case.ts';
import { type ConformanceReport, reportOf, type Verdict } from './verdict.ts';

export interface ConformanceRun {
  readonly report: ConformanceReport;
  /** What was found and not run, and why; in plain words. */
  readonly leftOut: readonly string[];
}

/** Runs every case that was found. `onVerdict` sees each as soon as it and all before it are known. */
export async function runConformance(
  found: FoundCases,
  driver: Driver,
  onVerdict: (verdict: Verdict) => void,
): Promise<ConformanceRun> {
  const runnable = found.cases.filter((each) => each.kind !== 'soundness');
  const verdicts: (Verdict | undefined)[] = runnable.map(() => undefined);
  let next = 0;
  let told = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < runnable.length; index = next++) {
      const each = runnable[index];
      if (each !== undefined) verdicts[index] = await runCase(each, driver);
      for (let known = verdicts[told]; known !== undefined; known = verdicts[++told]) onVerdict(known);
    }
  };
  await Promise.all(Array.from({ length: driver.atOnce }, work));
  const decisions: Verdict[] = [];
  for (const file of found.decisionTests) {
    const judged = await runDecisionTests(file);
    judged.forEach(onVerdict);
    decisions.push(...judged);
  }
  const cases = [...verdicts.filter((each) => each !== undefined), ...decisions];
  return { report: reportOf(cases), leftOut: leftOutOf(found) };
}

function runCase(found: Exclude<FoundCase, { kind: 'soundness' }>, driver: Driver): Promise<Verdict> {
  if (found.kind === 'unreadable') return Promise.resolve(unreadable(found.name, found.reason));
  if (found.kind === 'static') return runStaticCase(found.case, found.folder);
  return runExecutionCase(found.case, found.folder, driver);
}

function unreadable(name: string, got: string): Verdict {
  return { name, kind: 'execution', tier: 'core', passed: false, expected: "a case in the corpus' format", got };
}

function leftOutOf({ cases }: FoundCases): readonly string[] {
  const soundness = cases.filter((each) => each.kind === 'soundness').length;
  return soundness > 0 ? [`${soundness} soundness cases: there is no soundness check yet`] : [];
}
