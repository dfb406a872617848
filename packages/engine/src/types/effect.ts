import type { EngineEvent } from './event.ts';

/** What the driver must do after the step is committed: a view of the events that reach outside the instance. */
export type Effect = Extract<
  EngineEvent,
  {
    readonly kind:
      | 'jobCreated'
      | 'jobOffered'
      | 'jobCancelled'
      | 'userTaskCreated'
      | 'userTaskCancelled'
      | 'messageSubscribed'
      | 'messageUnsubscribed'
      | 'signalSubscribed'
      | 'signalUnsubscribed'
      | 'signalThrown'
      | 'escalationThrown'
      | 'callStarted'
      | 'callCancelled'
      | 'instanceCompleted'
      | 'instanceTerminated';
  }
>;
