import type { EngineEvent } from '../types/index.ts';
import { applyToInstance } from './apply-instance.ts';
import { applyToWaits } from './apply-waits.ts';
import { applyToWork } from './apply-work.ts';
import type { Draft } from './draft.ts';

/** Writes one event into the draft: the only writer of the state. */
export function apply(draft: Draft, event: EngineEvent): void {
  switch (event.kind) {
    case 'flowTaken':
    case 'flowsConsumed':
    case 'elementActivated':
    case 'elementStarted':
    case 'elementCompleting':
    case 'elementMapped':
    case 'elementCompleted':
    case 'elementTerminating':
    case 'elementTerminated':
    case 'elementNoted':
    case 'variablesSet':
    case 'resultCollected':
    case 'scopeInterrupted':
    case 'scopeRevived':
    case 'compensationRegistered':
    case 'compensationTaken':
      return applyToInstance(draft, event);
    case 'jobCreated':
    case 'jobCompleted':
    case 'jobFailed':
    case 'jobOffered':
    case 'jobCancelled':
    case 'userTaskCreated':
    case 'userTaskCompleted':
    case 'userTaskCancelled':
    case 'callStarted':
    case 'callEnded':
    case 'callCancelled':
      return applyToWork(draft, event);
    default:
      return applyToWaits(draft, event);
  }
}
