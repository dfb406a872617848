import type { StepRecord, Store } from '@krok/store';

const atOnce = 200;

/** All steps of a case up to `to` (default: the head), in order. */
export async function readSteps(store: Store, caseId: string, to = Number.MAX_SAFE_INTEGER): Promise<StepRecord[]> {
  const steps: StepRecord[] = [];
  for (let from = 1; from <= to; from += atOnce) {
    const part = await store.log.read(caseId, { from, limit: Math.min(atOnce, to - from + 1) });
    steps.push(...part);
    if (part.length < atOnce) break;
  }
  return steps;
}
