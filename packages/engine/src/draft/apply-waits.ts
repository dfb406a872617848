import type { EngineEvent, OpenIncident, OpenTimer, Subscription } from '../types/index.ts';
import type { Draft } from './draft.ts';
import { LiveInstance } from './live-instance.ts';

/** Subscriptions, timers, incidents and the instance as a whole. */
export function applyToWaits(draft: Draft, event: EngineEvent): void {
  switch (event.kind) {
    case 'timePassed':
      draft.lastNow = event.now;
      return;
    case 'instanceStarted': {
      const root = new LiveInstance(event.instance, draft.linked.element(0), null, -1);
      if (event.startEvent !== undefined) root.note = { startEvent: event.startEvent };
      draft.engineVersion = event.engineVersion;
      draft.called = event.called === true;
      draft.status = 'active';
      draft.root = event.instance;
      return draft.add(root);
    }
    case 'instanceCompleted':
      draft.status = 'completed';
      return;
    case 'instanceTerminated':
      draft.status = 'terminated';
      return;
    case 'messageSubscribed':
    case 'signalSubscribed':
    case 'conditionSubscribed':
      draft.subscriptions.set(event.subscription, subscriptionOf(event));
      return draft.own(draft.instance(event.instance), event.subscription);
    case 'messageUnsubscribed':
    case 'signalUnsubscribed':
    case 'conditionUnsubscribed': {
      const subscription = draft.subscriptions.get(event.subscription);
      draft.subscriptions.remove(event.subscription);
      draft.pendingConditions?.delete(event.subscription);
      if (subscription !== undefined) draft.disown(subscription.instance, event.subscription);
      return;
    }
    case 'conditionChecked': {
      const subscription = draft.subscriptions.get(event.subscription);
      if (subscription === undefined) return;
      const { pending: _, ...rest } = subscription;
      draft.pendingConditions?.delete(event.subscription);
      return draft.subscriptions.set(event.subscription, { ...rest, met: event.met });
    }
    case 'timerSet':
      draft.timers.set(event.timer, timerOf(event));
      return draft.own(draft.instance(event.instance), event.timer);
    case 'timerFired':
    case 'timerCancelled': {
      const timer = draft.timers.get(event.timer);
      draft.timers.remove(event.timer);
      if (timer !== undefined) draft.disown(timer.instance, event.timer);
      return;
    }
    case 'timerChanged': {
      const timer = draft.timers.get(event.timer);
      // What a person chose is not computed again when the calendar changes.
      if (timer !== undefined)
        draft.timers.set(event.timer, { ...timer, due: event.due, businessDays: false, chosen: true });
      return;
    }
    case 'instanceSuspended':
      draft.suspended = true;
      return;
    case 'instanceResumed':
      draft.suspended = false;
      return;
    case 'incidentRaised':
      return raise(draft, event);
    case 'incidentResolved':
      return resolve(draft, event.incident);
    default:
      // What is left tells the auditor something and changes nothing: signalThrown, errorThrown, warningRecorded ...
      return;
  }
}

function raise(draft: Draft, event: Extract<EngineEvent, { kind: 'incidentRaised' }>): void {
  const { instance, element, cause, message, job } = event;
  const incident: OpenIncident = { instance, element, cause, message };
  draft.incidents.set(event.incident, job === undefined ? incident : { ...incident, job });
  draft.reserve(event.incident);
  if (cause === 'runawayLoop') {
    draft.halted = event.incident;
    return;
  }
  const live = draft.instance(instance);
  live.incident = event.incident;
  draft.touch(live);
}

function resolve(draft: Draft, id: string): void {
  const incident = draft.incidents.get(id);
  draft.incidents.remove(id);
  if (draft.halted === id) draft.halted = '';
  const live = incident === undefined ? undefined : draft.find(incident.instance);
  if (live === undefined || live.incident !== id) return;
  live.incident = '';
  draft.touch(live);
}

function subscriptionOf(
  event: Extract<EngineEvent, { kind: 'messageSubscribed' | 'signalSubscribed' | 'conditionSubscribed' }>,
): Subscription {
  const { instance, element } = event;
  const trigger = event.trigger === undefined ? {} : { trigger: event.trigger };
  switch (event.kind) {
    case 'messageSubscribed':
      return { kind: 'message', instance, element, name: event.name, correlationKey: event.correlationKey, ...trigger };
    case 'signalSubscribed':
      return { kind: 'signal', instance, element, name: event.name, ...trigger };
    case 'conditionSubscribed':
      return { kind: 'condition', instance, element, name: '', met: event.met, ...trigger };
  }
}

function timerOf(event: Extract<EngineEvent, { kind: 'timerSet' }>): OpenTimer {
  const { kind: _, timer: __, ...timer } = event;
  return timer;
}
