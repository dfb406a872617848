import type { EffectPerformer } from './effect-performer.ts';

export const performJobCreated: EffectPerformer<'jobCreated'> = (effect, { jobs, seq }) =>
  jobs.offer(effect, effect.type, seq);
