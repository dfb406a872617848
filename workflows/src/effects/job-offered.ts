import { recordOf } from '@krok/engine';
import type { EffectPerformer } from './effect-performer.ts';

/** A failed job whose back-off has passed; its type is in the state, not in the event. */
export const performJobOffered: EffectPerformer<'jobOffered'> = (effect, { run, jobs, seq }) => {
  const open = recordOf(run.state.jobs, effect.job);
  if (open) jobs.offer(effect, open.type, seq);
};
