import type { BusinessCalendar } from '@krok/calendar';
import type { Verification } from '@krok/contracts/schemas';
import { verify, type Verification as Rerun } from '@krok/simulator';
import type { Store } from '@krok/store';
import type { CaseTape } from './case-tapes.ts';
import { readSteps } from './read-steps.ts';

/** The chain of the stored rows, and every step run again in its recorded environment. */
export async function verifyCase(
  store: Store,
  caseId: string,
  { started, definitionOf }: Pick<CaseTape, 'started' | 'definitionOf'>,
): Promise<Verification> {
  const [chain, steps] = await Promise.all([store.log.verifyChain(caseId), readSteps(store, caseId)]);
  const calendars = new Map<string, BusinessCalendar>();
  for (const version of new Set(steps.map(({ env }) => env.calendarVersion))) {
    calendars.set(version, await store.organisations.calendarOfCase(caseId, version));
  }
  const rerun = verify(started, steps, (version) => calendars.get(version), definitionOf);
  const chainOk = chain.kind === 'intact';
  return {
    ok: chainOk && rerun.kind === 'same',
    steps: steps.length,
    chain: { ok: chainOk, detail: chainOk ? null : `Step ${chain.at}: ${chain.message}` },
    rerun: { ok: rerun.kind === 'same', detail: rerunDetail(rerun) },
  };
}

function rerunDetail(rerun: Rerun): string | null {
  switch (rerun.kind) {
    case 'same':
      return null;
    case 'rejected':
      return `Step ${rerun.seq}: expected the command to be accepted again but it was refused: ${rerun.message}`;
    case 'unknownCalendar':
      return `Step ${rerun.seq}: expected the calendar ${rerun.version} but it is not kept.`;
    case 'different':
      return `Step ${rerun.seq}: expected the recorded events but they differ at ${rerun.path}.`;
  }
}
