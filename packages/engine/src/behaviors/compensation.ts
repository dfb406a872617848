import { type LiveInstance, NO_VARIABLES } from '../draft/live-instance.ts';
import type { LinkedElement } from '../link.ts';
import type { Run } from '../run.ts';
import type { CompensationEntry } from '../types/index.ts';
import { SKIPPED_STAYS_SKIPPED, UNDOING_GOES_ON } from '../version.ts';
import { completeIfEmpty, completing } from './completion.ts';
import { behaviorOf, hasOwnWork, startEventsOf, triggersOf } from './structure.ts';
import { endByHand } from './termination.ts';

// BPMN 2.0 §13.5.5. A completed activity that can be compensated leaves an entry in its scope. Whoever compensates (a
// throwing event, or a completed sub-process that was revived for it) notes the scope under `compensating` and takes the
// entries youngest first, one after the other; each handler notes under `compensator` whom to tell when it has ended.

/** `at` completes: its scope remembers it, if there is anything to compensate. */
export function registerCompensation(run: Run, at: LiveInstance): void {
  const { scope } = at;
  // A path is none of its own: its scope has taken over what it remembers.
  if (scope === null || at.isPath || !at.element.compensable || at.note?.['compensator'] !== undefined) return;
  const { definition } = at.element;
  const base = { element: at.element.index, instance: at.id };
  if (definition.compensationHandler !== undefined) {
    if (!at.isRun) register(run, scope, base);
  } else if ((at.compensable !== null && at.compensable.length > 0) || handlerInside(run, at.element) !== null) {
    register(run, scope, { ...base, variables: at.sharedVariables(), compensable: at.compensable ?? [] });
  }
}

/** Compensates what completed in `scope`: all, or one activity's runs. `by` is told when all is done. */
export function compensate(run: Run, by: LiveInstance, scope: LiveInstance, activity: number): void {
  run.emit({ kind: 'elementNoted', instance: by.id, note: { compensating: scope.id, activity } });
  goOn(run, by);
}

/** Starts all handlers at once; nobody waits for them. */
export function compensateAside(run: Run, scope: LiveInstance, activity: number): void {
  for (let entry: CompensationEntry | null = lastEntry(scope, activity); entry !== null; ) {
    const revived: LiveInstance | null = handle(run, scope, entry, '');
    if (revived !== null) goOn(run, revived);
    entry = lastEntry(scope, activity);
  }
}

/** Whether `at` was a handler; the next one then runs. */
export function compensationGoesOn(run: Run, at: LiveInstance): boolean {
  const compensator = at.note?.['compensator'];
  if (typeof compensator !== 'string') return false;
  const by = compensator === '' ? undefined : run.draft.find(compensator);
  if (by !== undefined) goOn(run, by);
  if (at.scope !== null && (by === undefined || isLastWork(run, at.scope, by))) completeIfEmpty(run, at.scope);
  return true;
}

/** `by`, who is told of the end of a handler in `scope`, is at work in one of its event sub-processes. */
function isLastWork(run: Run, scope: LiveInstance, by: LiveInstance): boolean {
  if (by === scope || run.draft.engineVersion < UNDOING_GOES_ON) return false;
  return scope.children > 0 && behaviorOf(scope).settle === undefined && !hasOwnWork(run, scope);
}

/**
 * Whether `scope` lives only to be undone. It is left by none of its flows and runs no further: once nothing is left in it, such as
 * after an error of a handler that was caught inside, what remains is undone.
 */
export function undoingGoesOn(run: Run, scope: LiveInstance): boolean {
  if (scope.note?.['compensating'] !== scope.id || run.draft.engineVersion < UNDOING_GOES_ON) return false;
  if (scope.children === 0 && !scope.hasTokens()) goOn(run, scope);
  return true;
}

function goOn(run: Run, first: LiveInstance): void {
  let by: LiveInstance | null = first;
  while (by !== null) {
    const scope = run.draft.find(String(by.note?.['compensating'] ?? ''));
    const entry: CompensationEntry | null =
      scope === undefined ? null : lastEntry(scope, Number(by.note?.['activity'] ?? -1));
    by = scope === undefined || entry === null ? done(run, by) : handle(run, scope, entry, by.id);
  }
}

/** Runs the handler of `entry`; a revived sub-process has entries of its own and is the next to go on. */
function handle(run: Run, scope: LiveInstance, entry: CompensationEntry, compensator: string): LiveInstance | null {
  run.emit({ kind: 'compensationTaken', scope: scope.id, instance: entry.instance });
  const element = run.linked.element(entry.element);
  const { compensationHandler } = element.definition;
  if (compensationHandler !== undefined) {
    const handler = run.enter(run.linked.element(compensationHandler), scope);
    run.emit({ kind: 'elementNoted', instance: handler.id, note: { compensator } });
    return null;
  }
  const instance = run.newId();
  const { variables = NO_VARIABLES, compensable = [] } = entry;
  run.emit({ kind: 'scopeRevived', instance, element: entry.element, scope: scope.id, variables, compensable });
  run.emit({ kind: 'elementNoted', instance, note: { compensator, compensating: instance } });
  const revived = run.draft.instance(instance);
  const inside = handlerInside(run, element);
  if (inside === null) return revived;
  const handler = run.enter(inside.eventSubProcess, revived);
  const note = { compensator: instance, startEvent: inside.start.index };
  run.emit({ kind: 'elementNoted', instance: handler.id, note });
  // The event sub-process decides what of the rest it compensates.
  run.emit({ kind: 'elementNoted', instance, note: { activity: NONE } });
  return null;
}

/** Nothing is left to compensate. Answers who goes on. */
function done(run: Run, by: LiveInstance): LiveInstance | null {
  const compensator = by.note?.['compensator'];
  if (typeof compensator !== 'string') {
    if (by.status === 'completing' && run.draft.engineVersion >= SKIPPED_STAYS_SKIPPED) return null;
    if (by.element.behavior.compensated !== undefined) by.element.behavior.compensated(run, by, by.element.definition);
    else completing(run, by);
    return null;
  }
  // A person may have put a token there meanwhile.
  endByHand(run, by);
  if (compensator === '' && by.scope !== null) completeIfEmpty(run, by.scope);
  return compensator === '' ? null : (run.draft.find(compensator) ?? null);
}

function lastEntry(scope: LiveInstance, activity: number): CompensationEntry | null {
  const entries = scope.compensable ?? [];
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i] as CompensationEntry;
    if (activity === ALL || entry.element === activity) return entry;
  }
  return null;
}

function register(run: Run, scope: LiveInstance, entry: CompensationEntry): void {
  run.emit({ kind: 'compensationRegistered', scope: scope.id, entry });
}

function handlerInside(
  run: Run,
  element: LinkedElement,
): { readonly eventSubProcess: LinkedElement; readonly start: LinkedElement } | null {
  for (const eventSubProcess of element.eventSubProcesses) {
    for (const start of startEventsOf(run, eventSubProcess)) {
      if (triggersOf(start).some((each) => each.kind === 'compensation')) return { eventSubProcess, start };
    }
  }
  return null;
}

/** Activity of a compensation that is for everything in its scope. */
export const ALL = -1;
const NONE = -2;
