import type { LiveInstance } from '../draft/live-instance.ts';
import type { LinkedElement } from '../link.ts';
import type { Run } from '../run.ts';
import type { OpenTimer, Subscription, Variables } from '../types/index.ts';
import { acceptResult } from './variables.ts';
import { closeOwned } from './closing.ts';
import { completing } from './completion.ts';
import type { Payload } from '../elements/behavior.ts';

/** Something that `wait` waits for has come. */
export function trigger(run: Run, wait: Subscription | OpenTimer, variables: Variables): void {
  const owner = run.draft.find(wait.instance);
  if (owner === undefined) return;
  const event = run.linked.element(wait.element);
  const payload: Payload = { variables, trigger: wait.trigger ?? -1 };
  if (!isLastOfParallel(run, owner, event, payload)) return;
  event.behavior.triggered?.(run, owner, event.definition, payload);
}

/** The event, or the gateway before it, waited for this. */
export function caught(run: Run, owner: LiveInstance, event: LinkedElement, payload: Payload): void {
  if (owner.element === event) {
    acceptResult(run, owner, payload.variables);
    return completing(run, owner);
  }
  // BPMN 2.0 §13.4.4: the first event decides which way an event-based gateway takes.
  const { scope } = owner;
  const flow = owner.element.outgoing.find((each) => each.target === event);
  if (scope === null || flow === undefined) return;
  completeFor(run, owner);
  run.emit({ kind: 'flowTaken', flow: flow.index, scope: scope.id });
  const live = run.enter(event, scope, flow.index);
  acceptResult(run, live, payload.variables);
  completing(run, live);
}

function completeFor(run: Run, gateway: LiveInstance): void {
  closeOwned(run, gateway);
  run.emit({ kind: 'elementCompleted', instance: gateway.id, element: gateway.element.index });
}

/** A parallel multiple event comes with the last of its triggers (BPMN 2.0 §10.5.5). */
export function isLastOfParallel(run: Run, owner: LiveInstance, event: LinkedElement, payload: Payload): boolean {
  const { definition } = event;
  if (!('trigger' in definition) || definition.trigger.kind !== 'parallelMultiple') return true;
  const key = `seen:${event.index}`;
  const before = owner.note?.[key];
  const seen = new Set<number>(Array.isArray(before) ? before : []);
  seen.add(payload.trigger);
  const isLast = seen.size === definition.trigger.triggers.length;
  run.emit({ kind: 'elementNoted', instance: owner.id, note: { [key]: isLast ? [] : [...seen] } });
  if (!isLast && owner.element === event) acceptResult(run, owner, payload.variables);
  return isLast;
}
