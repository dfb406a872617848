import type { EngineEvent } from '../types/index.ts';
import type { Draft } from './draft.ts';
import { LiveInstance } from './live-instance.ts';

type InstanceEvent = Extract<
  EngineEvent,
  {
    readonly kind:
      | 'flowTaken'
      | 'flowsConsumed'
      | 'elementActivated'
      | 'elementStarted'
      | 'elementCompleting'
      | 'elementMapped'
      | 'elementCompleted'
      | 'elementTerminating'
      | 'elementTerminated'
      | 'elementNoted'
      | 'variablesSet'
      | 'resultCollected'
      | 'scopeInterrupted'
      | 'scopeRevived'
      | 'compensationRegistered'
      | 'compensationTaken';
  }
>;

/** Element instances, their tokens and their variables. */
export function applyToInstance(draft: Draft, event: InstanceEvent): void {
  switch (event.kind) {
    case 'flowTaken':
      return addTokens(draft, event.scope, event.flow, 1);
    case 'flowsConsumed':
      for (const flow of event.flows) addTokens(draft, event.scope, flow, -1);
      return;
    case 'elementActivated': {
      const scope = draft.instance(event.scope);
      if (event.flow !== undefined) scope.addToken(event.flow, -1);
      return enter(draft, scope, event.instance, event.element, event.loopCounter ?? -1);
    }
    case 'elementStarted':
      return setStatus(draft, draft.instance(event.instance), 'active');
    case 'elementCompleting':
      return setStatus(draft, draft.instance(event.instance), 'completing');
    case 'elementTerminating':
      return setStatus(draft, draft.instance(event.instance), 'terminating');
    case 'elementMapped': {
      const live = draft.instance(event.instance);
      live.mapped = true;
      return draft.touch(live);
    }
    case 'elementCompleted':
    case 'elementTerminated':
      return end(draft, draft.instance(event.instance));
    case 'variablesSet': {
      const live = draft.instance(event.scope);
      if (draft.linked.hasConditions) draft.markConditions(live, event.variables);
      live.setVariables(event.variables);
      draft.touch(live);
      return;
    }
    case 'elementNoted': {
      const live = draft.instance(event.instance);
      live.note = live.note === null ? event.note : { ...live.note, ...event.note };
      return draft.touch(live);
    }
    case 'resultCollected': {
      const live = draft.instance(event.instance);
      live.setResult(event.index, event.value);
      return draft.touch(live);
    }
    case 'scopeInterrupted': {
      const live = draft.instance(event.scope);
      live.interrupted = true;
      return draft.touch(live);
    }
    case 'scopeRevived': {
      enter(draft, draft.instance(event.scope), event.instance, event.element, -1);
      const live = draft.instance(event.instance);
      live.status = 'active';
      live.setVariables(event.variables);
      live.compensable = event.compensable;
      return;
    }
    case 'compensationRegistered': {
      const live = draft.instance(event.scope);
      live.compensable = live.compensable === null ? [event.entry] : [...live.compensable, event.entry];
      return draft.touch(live);
    }
    case 'compensationTaken': {
      const live = draft.instance(event.scope);
      live.compensable = (live.compensable ?? []).filter((entry) => entry.instance !== event.instance);
      return draft.touch(live);
    }
  }
}

function enter(draft: Draft, scope: LiveInstance, id: string, element: number, loopCounter: number): void {
  scope.children++;
  draft.touch(scope);
  draft.add(new LiveInstance(id, draft.linked.element(element), scope, loopCounter));
}

function end(draft: Draft, live: LiveInstance): void {
  live.gone = true;
  draft.touch(live);
  if (live.scope === null) return;
  live.scope.children--;
  draft.touch(live.scope);
}

function setStatus(draft: Draft, live: LiveInstance, status: LiveInstance['status']): void {
  live.status = status;
  live.mapped = false;
  live.listenersDone = 0;
  draft.touch(live);
}

function addTokens(draft: Draft, scope: string, flow: number, count: number): void {
  const live = draft.instance(scope);
  live.addToken(flow, count);
  draft.touch(live);
}
