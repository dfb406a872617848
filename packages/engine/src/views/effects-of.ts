import type { Effect, EngineEvent } from '../types/index.ts';

/** The events that reach outside the instance, in order: what the driver does once the step is committed. */
export function effectsOf(events: readonly EngineEvent[]): readonly Effect[] {
  const effects: Effect[] = [];
  for (const event of events) if (isEffect(event)) effects.push(event);
  return effects;
}

const KINDS = new Set<string>(
  Object.keys({
    jobCreated: true,
    jobOffered: true,
    jobCancelled: true,
    userTaskCreated: true,
    userTaskCancelled: true,
    messageSubscribed: true,
    messageUnsubscribed: true,
    signalSubscribed: true,
    signalUnsubscribed: true,
    signalThrown: true,
    escalationThrown: true,
    callStarted: true,
    callCancelled: true,
    instanceCompleted: true,
    instanceTerminated: true,
  } satisfies { readonly [K in Effect['kind']]: true }),
);

function isEffect(event: EngineEvent): event is Effect {
  const { kind } = event;
  // Three in four events are one of these: no need to look them up.
  if (kind === 'flowTaken' || kind === 'elementActivated' || kind === 'elementCompleted') return false;
  return KINDS.has(kind);
}
