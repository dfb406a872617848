import type { Effect } from '@krok/engine';
import type { CaseRun } from '../case/case-run.ts';
import type { JobRunner } from '../case/job-runner.ts';

export interface EffectContext {
  readonly run: CaseRun;
  readonly jobs: JobRunner;
  /** Step that the effect follows from. */
  readonly seq: number;
}

/** Performs one kind of effect, after its step is in the log. */
export type EffectPerformer<K extends Effect['kind']> = (
  effect: Extract<Effect, { kind: K }>,
  context: EffectContext,
) => void;
