import type { Scenario } from '@krok/contracts/types';
import { firstDifference } from './first-difference.ts';
import type { SimulationTrace } from './trace.ts';

/** What a scenario expects and its trace does not show, in plain words. */
export function unmetExpectations(scenario: Scenario, trace: SimulationTrace): readonly string[] {
  const { outcome, reached = [], notReached = [], jobs, variables = {} } = scenario.expect ?? {};
  const first = trace.cases.find((each) => each.processId === scenario.process);
  const unmet: string[] = [];
  if (outcome !== undefined && outcome !== first?.outcome) {
    unmet.push(`Expected the outcome "${outcome}" but got "${first?.outcome ?? 'no instance'}".`);
  }
  const completed = new Set(trace.completedElements);
  for (const id of reached) if (!completed.has(id)) unmet.push(`Expected "${id}" to complete but it did not.`);
  for (const id of notReached) if (completed.has(id)) unmet.push(`Expected "${id}" not to complete but it did.`);
  if (jobs !== undefined && firstDifference(jobs, trace.answeredJobs) !== null) {
    unmet.push(`Expected the jobs ${jobs.join(', ')} but got ${trace.answeredJobs.join(', ')}.`);
  }
  for (const [name, value] of Object.entries(variables)) {
    const got = first?.variables[name];
    if (firstDifference(value, got) !== null) {
      unmet.push(`Expected the variable ${name} to be ${JSON.stringify(value)} but got ${JSON.stringify(got)}.`);
    }
  }
  return unmet;
}
