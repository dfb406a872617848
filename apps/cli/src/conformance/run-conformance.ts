import type { Driver } from '../drivers/driver.ts';
import type { FoundCase, FoundCases } from './find-cases.ts';
import { runDecisionTests } from './dmn/run-decision-tests.ts';
import { runExecutionCase } from './run-execution-case.ts';
import { runSoundnessCase } from './run-soundness-case.ts';
import { runStaticCase } from './run-static-case.ts';
import { type ConformanceReport, reportOf, type Verdict } from './verdict.ts';

/** Runs every case that was found. `onVerdict` sees each as soon as it and all before it are known. */
export async function runConformance(
  found: FoundCases,
  driver: Driver,
  onVerdict: (verdict: Verdict) => void,
): Promise<ConformanceReport> {
  const runnable = found.cases;
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
  return reportOf(cases);
}

function runCase(found: FoundCase, driver: Driver): Promise<Verdict> {
  if (found.kind === 'unreadable') return Promise.resolve(unreadable(found.name, found.reason));
  if (found.kind === 'static') return runStaticCase(found.case, found.folder);
  if (found.kind === 'soundness') return runSoundnessCase(found.case, found.folder);
  return runExecutionCase(found.case, found.folder, driver);
}

function unreadable(name: string, got: string): Verdict {
  return { name, kind: 'execution', tier: 'core', passed: false, expected: "a case in the corpus' format", got };
}
