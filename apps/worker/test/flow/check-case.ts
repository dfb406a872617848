import type { ExecutableProcess } from '@krok/bpmn/executable';
import { link } from '@krok/engine';
import { verify } from '@krok/simulator';
import type { CaseSummary, StepRecord, Store } from '@krok/store';

/** Ids of all end events, those inside sub-processes too. */
export function endsOf({ elements }: ExecutableProcess): readonly string[] {
  return elements.flatMap(({ id, type }) => (type === 'endEvent' ? [id] : [])).sort();
}

export async function stepsOf(store: Store, caseId: string): Promise<StepRecord[]> {
  const steps: StepRecord[] = [];
  for (;;) {
    const part = await store.log.read(caseId, { from: steps.length + 1, limit: 200 });
    steps.push(...part);
    if (part.length < 200) return steps;
  }
}

/** Ids of the elements that were completed, in order. */
export function completed({ elements }: ExecutableProcess, steps: readonly StepRecord[]): readonly string[] {
  return steps.flatMap(({ events }) =>
    events.flatMap((event) => (event.kind === 'elementCompleted' ? (elements[event.element]?.id ?? []) : [])),
  );
}

/** What is wrong with the log of a case: its chain, or a step that runs another way now. Null: nothing. */
export async function wrongWith(
  store: Store,
  executable: ExecutableProcess,
  { id }: CaseSummary,
  steps: readonly StepRecord[],
): Promise<string | null> {
  const chain = await store.log.verifyChain(id);
  if (chain.kind !== 'intact') return `${id}: ${chain.message}`;
  const versions = [...new Set(steps.map(({ env }) => env.calendarVersion))];
  const calendars = new Map(
    await Promise.all(
      versions.map(async (version) => [version, await store.organisations.calendarOfCase(id, version)] as const),
    ),
  );
  const rerun = verify(link(executable), steps, (version) => calendars.get(version));
  return rerun.kind === 'same' ? null : `${id}: ${JSON.stringify(rerun)}`;
}
