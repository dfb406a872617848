import type { EngineEvent } from '../types/index.ts';

/**
 * An event of any released version in the shape of this one, for the step log is kept for ever. There is one version so
 * far: every event is already in its shape.
 */
export function upcast(event: unknown): EngineEvent {
  return event as EngineEvent;
}
