import type { EngineEvent } from '../types/index.ts';
import { applyToInstance, isOfInstance } from './apply-instance.ts';
import { applyToWaits } from './apply-waits.ts';
import { applyToWork, isOfWork } from './apply-work.ts';
import type { Draft } from './draft.ts';

/** Writes one event into the draft: the only writer of the state. */
export function apply(draft: Draft, event: EngineEvent): void {
  if (isOfInstance(event)) applyToInstance(draft, event);
  else if (isOfWork(event)) applyToWork(draft, event);
  else applyToWaits(draft, event);
}
