import { clockNow } from '@krok/calendar';
import { type InstanceState, type Linked, step, type StepEnv } from '@krok/engine';
import type { CaseLine, Store } from '@krok/store';
import type { CaseTapes } from '../case-view/case-tapes.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';

/** A case as it stands now, on which a command can be tried. */
export interface StandingCase {
  readonly line: CaseLine;
  readonly linked: Linked;
  readonly state: InstanceState;
  /** Of the log. */
  readonly head: number;
  readonly env: StepEnv;
}

/** What reading a case as it stands needs. */
export interface CaseReader {
  readonly store: Store;
  readonly tapes: CaseTapes;
  readonly executables: ExecutableCache;
}

export async function standingCase({ store, tapes }: CaseReader, line: CaseLine): Promise<StandingCase> {
  const [{ tape, linked }, { clock, zone, calendar }] = await Promise.all([tapes.of(line), store.cases.open(line.id)]);
  const { state } = tape.at(tape.length);
  const now = Math.max(clockNow(clock, Date.now()), state.lastNow);
  return { line, linked, state, head: tape.steps.length, env: { now, zone, calendar, seed: line.id } };
}

/** Whether the engine takes the command; nothing moves on from it. */
export function isTaken({ linked, state, env }: StandingCase, command: Parameters<typeof step>[2]): boolean {
  return step(linked, state, command, { ...env, fuel: 0 }).kind === 'stepped';
}
