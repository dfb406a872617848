import { type Effect, step } from '@krok/engine';
import type { StepRecord } from '@krok/store';
import type { BusinessCalendar } from '@krok/calendar';
import type { CaseRun } from './case-run.ts';

/**
 * Takes over a step that another attempt wrote: same command, same surroundings, and the events must be the same. A
 * difference is a bug, so it throws: the workflow task fails visibly and is tried again until the code is mended.
 */
export function follow(run: CaseRun, stored: StepRecord, calendar: BusinessCalendar): readonly Effect[] {
  if (stored.seq !== run.head + 1) {
    throw new Error(`Expected step ${run.head + 1} of case ${run.caseId} from the log but got ${stored.seq}.`);
  }
  const { definitionOf } = run;
  const { now, zone, engineVersion } = stored.env;
  const env = { now, zone, calendar, engineVersion, seed: run.caseId, definitionOf };
  const result = step(run.linkedIn(run.state), run.state, stored.command, env);
  if (result.kind === 'rejected') {
    throw new Error(
      `Expected step ${stored.seq} of case ${run.caseId} to be accepted as the log says but it was refused: ${result.rejection.code}.`,
    );
  }
  if (JSON.stringify(result.events) !== JSON.stringify(stored.events)) {
    throw new Error(`Expected step ${stored.seq} of case ${run.caseId} to give the events of the log but they differ.`);
  }
  run.state = result.state;
  run.head = stored.seq;
  return result.effects;
}
