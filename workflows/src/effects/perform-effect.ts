import type { Effect } from '@krok/engine';
import type { EffectContext, EffectPerformer } from './effect-performer.ts';
import { inTheLog } from './in-the-log.ts';
import { performJobCancelled } from './job-cancelled.ts';
import { performJobCreated } from './job-created.ts';
import { performJobOffered } from './job-offered.ts';

const performers: { readonly [K in Effect['kind']]: EffectPerformer<K> } = {
  jobCreated: performJobCreated,
  jobOffered: performJobOffered,
  jobCancelled: performJobCancelled,
  userTaskCreated: inTheLog,
  userTaskCancelled: inTheLog,
  messageSubscribed: inTheLog,
  messageUnsubscribed: inTheLog,
  signalSubscribed: inTheLog,
  signalUnsubscribed: inTheLog,
  signalThrown: inTheLog,
  escalationThrown: inTheLog,
  callStarted: inTheLog,
  callCancelled: inTheLog,
  instanceCompleted: inTheLog,
  instanceTerminated: inTheLog,
};

export function performEffect<K extends Effect['kind']>(
  effect: Extract<Effect, { kind: K }>,
  context: EffectContext,
): void {
  const perform: EffectPerformer<K> = performers[effect.kind as K];
  perform(effect, context);
}
