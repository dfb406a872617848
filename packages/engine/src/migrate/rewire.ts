import type { EventTrigger } from '@krok/bpmn/executable';
import { triggersOf } from '../behaviors/structure.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { Linked, LinkedElement } from '../link.ts';
import type { Run } from '../run.ts';
import type { MigrationIndexes } from './indexes-of.ts';
import { sameText } from './same-kind.ts';

/** What an instance waits for after the migration and did not before, or waits for in another way. */
export interface Opening {
  readonly instance: string;
  /** Element of the new version. */
  readonly element: number;
  /** Which of its triggers; -1 where it has one. */
  readonly trigger: number;
  /** Epoch ms from which a timer counts: when the one it replaces was set; absent: now. */
  readonly since?: number;
}

export interface Rewiring {
  /** Timers and subscriptions that end with the old version. */
  readonly closing: readonly { readonly owner: LiveInstance; readonly id: string }[];
  readonly opening: readonly Opening[];
}

/**
 * Compares what everything in progress waits for with what the new version says: equal definitions go on as they are;
 * what is gone ends, what is new begins now, what changed is set again. What has fired does not come a second time.
 */
export function rewiring(run: Run, to: Linked, living: readonly LiveInstance[], by: MigrationIndexes): Rewiring {
  const closing: { owner: LiveInstance; id: string }[] = [];
  const opening: Opening[] = [];
  for (const owner of living) {
    if (owner.status !== 'active' || isRevived(owner)) continue;
    const before = waitedFor(owner, owner.element, run.linked, living);
    const after = waitedFor(owner, to.element(by.elements[owner.element.index] ?? 0), to, living);
    for (const event of after) {
      const old = before.find(({ index }) => by.elements[index] === event.index);
      compare(run, owner, old, event, closing, opening);
    }
    for (const event of before) {
      if (after.some(({ index }) => by.elements[event.index] === index)) continue;
      for (const id of waitsOn(run, owner, event)) closing.push({ owner, id });
    }
  }
  return { closing, opening };
}

function compare(
  run: Run,
  owner: LiveInstance,
  old: LinkedElement | undefined,
  event: LinkedElement,
  closing: { owner: LiveInstance; id: string }[],
  opening: Opening[],
): void {
  const triggers = triggersOf(event);
  const several = isSeveral(event);
  const comparable = old !== undefined && isSeveral(old) === several ? triggersOf(old) : [];
  const open = old === undefined ? [] : waitsOn(run, owner, old);
  const kept = new Set<string>();
  for (const [index, trigger] of triggers.entries()) {
    if (!isWaitedFor(trigger)) continue;
    const before = comparable[index];
    const base = { instance: owner.id, element: event.index, trigger: several ? index : -1 };
    if (before === undefined || before.kind !== trigger.kind) {
      opening.push(base);
      continue;
    }
    const id = open.find((each) => triggerOf(run, each) === index);
    if (id === undefined) continue;
    const timer = run.draft.timers.get(id);
    if (sameText(before, trigger) || timer?.chosen === true) {
      kept.add(id);
      continue;
    }
    const isOnce = timer?.cycle === undefined && trigger.kind === 'timer' && trigger.timer.kind !== 'cycle';
    opening.push(timer !== undefined && isOnce ? { ...base, since: timer.setAt } : base);
  }
  for (const id of open) if (!kept.has(id)) closing.push({ owner, id });
}

/** Events that are waited for while `owner` lives as `element`. */
function waitedFor(
  owner: LiveInstance,
  element: LinkedElement,
  linked: Linked,
  living: readonly LiveInstance[],
): readonly LinkedElement[] {
  const { definition } = element;
  const events: LinkedElement[] = [];
  if (!owner.isRun) events.push(...element.boundaries);
  if (owner.isLoopBody) return events;
  if (definition.type === 'eventBasedGateway') events.push(...definition.targets.map((each) => linked.element(each)));
  else if (definition.type === 'intermediateCatchEvent' || definition.type === 'receiveTask') events.push(element);
  if (element.content !== null && isListening(owner, living)) {
    for (const eventSubProcess of element.eventSubProcesses) {
      events.push(...(eventSubProcess.content?.startEvents ?? []).map((each) => linked.element(each)));
    }
  }
  return events;
}

/** Lives only to be compensated: it waits for nothing. */
function isRevived({ id, note }: LiveInstance): boolean {
  return note?.['compensating'] === id;
}

/** BPMN 2.0 §13.5.4: a scope whose own work is done, or that was interrupted, starts no event sub-process any more. */
function isListening(scope: LiveInstance, living: readonly LiveInstance[]): boolean {
  if (scope.interrupted) return false;
  if (scope.hasTokens()) return true;
  return living.some((each) => each.scope === scope && each.element.behavior.inline !== true);
}

function waitsOn({ draft }: Run, owner: LiveInstance, event: LinkedElement): string[] {
  return (owner.owned ?? []).filter(
    (id) => (draft.timers.get(id) ?? draft.subscriptions.get(id))?.element === event.index,
  );
}

function triggerOf({ draft }: Run, id: string): number {
  return (draft.timers.get(id) ?? draft.subscriptions.get(id))?.trigger ?? 0;
}

function isSeveral({ definition }: LinkedElement): boolean {
  return 'trigger' in definition && /multiple/i.test(definition.trigger.kind);
}

function isWaitedFor({ kind }: EventTrigger): boolean {
  return kind === 'message' || kind === 'signal' || kind === 'timer' || kind === 'conditional';
}
