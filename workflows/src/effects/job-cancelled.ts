import type { EffectPerformer } from './effect-performer.ts';

export const performJobCancelled: EffectPerformer<'jobCancelled'> = (effect, { jobs }) => jobs.cancel(effect.job);
