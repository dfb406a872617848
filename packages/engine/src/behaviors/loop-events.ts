import type { EventTrigger } from '@krok/bpmn/executable';
import { type LiveInstance, NO_VARIABLES } from '../draft/live-instance.ts';
import type { LinkedElement } from '../link.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { completing } from './completion.ts';
import { evaluateText } from './expressions.ts';
import { triggersOf } from './structure.ts';
import { codeOf } from './throwing-errors.ts';
import { LOOP_EVENTS_COUNT } from '../version.ts';
import { isLastOfParallel } from './triggering.ts';

/**
 * Activates the boundary events of `body` that are triggered by what a completed run throws. The loop goes on, whatever
 * the boundary event would interrupt otherwise: the event tells of a completion.
 */
export function throwToBoundary(run: Run, body: LiveInstance, thrown: EventTrigger): Problem | null {
  const sought = keyOf(run, body, thrown);
  if (sought instanceof Problem) return sought;
  for (const event of body.element.boundaries) {
    const index = triggersOf(event).findIndex((each) => each.kind === thrown.kind && keyOf(run, body, each) === sought);
    if (index < 0 || body.scope === null || !hasCome(run, body, event, index)) continue;
    completing(run, run.enter(event, body.scope));
  }
  return null;
}

/** One of several that an event needs together is not the event. */
function hasCome(run: Run, body: LiveInstance, event: LinkedElement, trigger: number): boolean {
  const counts = run.draft.engineVersion >= LOOP_EVENTS_COUNT;
  return !counts || isLastOfParallel(run, body, event, { variables: NO_VARIABLES, trigger });
}

function keyOf(run: Run, at: LiveInstance, trigger: EventTrigger): string | Problem {
  if (trigger.kind === 'signal' || trigger.kind === 'message') return evaluateText(run, at, trigger.name);
  if (trigger.kind === 'error' || trigger.kind === 'escalation') return codeOf(run, at, trigger.code);
  return '';
}
