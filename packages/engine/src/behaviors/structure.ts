import type { EventTrigger } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { UniformBehavior } from '../elements/behavior.ts';
import type { LinkedElement } from '../link.ts';
import type { Run } from '../run.ts';
import { AD_HOC_APART } from '../version.ts';

/** The loop around an activity has a behaviour of its own; each run behaves as the activity. */
export function behaviorOf(at: LiveInstance): UniformBehavior {
  return at.isLoopBody && at.element.loop !== null ? at.element.loop : at.element.behavior;
}

/** What an event is triggered by: several for a multiple event, none where it is no event. */
export function triggersOf(event: LinkedElement): readonly EventTrigger[] {
  if (!('trigger' in event.definition)) return [];
  const { trigger } = event.definition;
  return trigger.kind === 'multiple' || trigger.kind === 'parallelMultiple' ? trigger.triggers : [trigger];
}

export function startEventsOf(run: Run, scope: LinkedElement): LinkedElement[] {
  return (scope.content?.startEvents ?? []).map((index) => run.linked.element(index));
}

/** The none start event; in a scope without start events, all that has no incoming flow (BPMN 2.0 §10.5.2). */
export function startsOf(run: Run, scope: LinkedElement): readonly LinkedElement[] {
  const starts = startEventsOf(run, scope);
  if (starts.length === 0) return scope.entries;
  const none = starts.find(({ definition }) => 'trigger' in definition && definition.trigger.kind === 'none');
  return none === undefined ? [] : [none];
}

/** BPMN 2.0 §10.6.6: the first event behind a parallel gateway starts the instance; these are the others, which come to it. */
export function awaitedWith(run: Run, scope: LinkedElement, startEvent: number): LinkedElement[] {
  for (const index of scope.content?.children ?? []) {
    const { definition } = run.linked.element(index);
    if (!('parallel' in definition) || !definition.targets.includes(startEvent)) continue;
    return definition.targets.filter((each) => each !== startEvent).map((each) => run.linked.element(each));
  }
  return [];
}

/** BPMN 2.0 §13.5.4: `scope`, in which `inner` lives, is done with its own work. */
export function hasOnlyEventSubProcesses(run: Run, scope: LiveInstance, inner: LiveInstance): boolean {
  if (inner.element.behavior.inline !== true || scope.hasTokens() || isUndecided(scope)) return false;
  if (scope.element.behavior.childEnded !== undefined && run.draft.engineVersion < AD_HOC_APART) return false;
  return !hasOwnWork(run, scope);
}

/** Its worker may still choose what to do, so that it is not done with its own work. */
function isUndecided(scope: LiveInstance): boolean {
  return isDriven(scope) && scope.note?.['isDone'] !== true;
}

/** An ad-hoc sub-process whose worker chooses. */
export function isDriven({ element: { definition }, isPath }: LiveInstance): boolean {
  return definition.type === 'adHocSubProcess' && definition.job !== undefined && !isPath;
}

/** Whether anything lives in the scope but event sub-processes. */
export function hasOwnWork(run: Run, scope: LiveInstance): boolean {
  if (scope.children === 0 || scope.element.eventSubProcesses.length === 0) return scope.children > 0;
  return run.draft.instances().some((live) => live.scope === scope && live.element.behavior.inline !== true);
}
