import type { EventTrigger } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { LinkedElement } from '../link.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { evaluateBoolean, evaluateText, storable } from './expressions.ts';
import { CONDITIONS_AT_ONCE } from '../version.ts';
import { type PlannedTimer, planTimer } from './timers.ts';
import { trigger } from './triggering.ts';

/** What an event waits for, evaluated and ready to be opened. */
export type Wait = { readonly element: LinkedElement; readonly trigger: number } & (
  | { readonly kind: 'message'; readonly name: string; readonly correlationKey: string }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'timer'; readonly timer: PlannedTimer }
  | { readonly kind: 'condition'; readonly met: boolean }
);

/**
 * What `event` waits for while `owner` lives. Errors, escalations and the like are not waited for: who throws them looks
 * for the catcher. Only evaluates, so that a problem leaves nothing half open.
 */
export function planWaits(run: Run, owner: LiveInstance, event: LinkedElement, into: Wait[]): Problem | null {
  const { definition } = event;
  if (!('trigger' in definition)) return null;
  const { trigger } = definition;
  if (trigger.kind !== 'multiple' && trigger.kind !== 'parallelMultiple') {
    return planWait(run, owner, event, trigger, -1, into);
  }
  for (const [index, each] of trigger.triggers.entries()) {
    const problem = planWait(run, owner, event, each, index, into);
    if (problem !== null) return problem;
  }
  return null;
}

export function openWaits(run: Run, owner: LiveInstance, waits: readonly Wait[]): void {
  for (const wait of waits) openWait(run, owner, wait);
}

/** Of an interrupting event whose condition holds before it has begun to wait: what it interrupts does not begin. */
export function interruptingHeld(run: Run, waits: readonly Wait[]): Wait | null {
  if (run.draft.engineVersion < CONDITIONS_AT_ONCE) return null;
  return waits.find((each) => isHeld(each) && interrupts(each) && !isOneOfAll(each)) ?? null;
}

/** Conditions that hold as they begin to wait have come; they come again only after they were false. */
export function fireHeld(run: Run, owner: LiveInstance, waits: readonly Wait[]): void {
  if (run.draft.engineVersion < CONDITIONS_AT_ONCE) return;
  for (const wait of waits) {
    if (!isHeld(wait) || owner.gone || owner.interrupted || owner.status === 'terminating') continue;
    const { element, trigger: index } = wait;
    const place = { kind: 'condition', name: '', instance: owner.id, element: element.index } as const;
    trigger(run, index < 0 ? place : { ...place, trigger: index }, {});
  }
}

function isHeld(wait: Wait): boolean {
  return wait.kind === 'condition' && wait.met;
}

function interrupts({ element: { definition } }: Wait): boolean {
  return 'interrupting' in definition && definition.interrupting;
}

/** Of an event that comes with the last of its triggers. */
function isOneOfAll({ element: { definition } }: Wait): boolean {
  return 'trigger' in definition && definition.trigger.kind === 'parallelMultiple';
}

/** What one trigger of `element` waits for; `index` is -1 where it is the only one. */
export function planWait(
  run: Run,
  owner: LiveInstance,
  element: LinkedElement,
  trigger: EventTrigger,
  index: number,
  into: Wait[],
): Problem | null {
  switch (trigger.kind) {
    case 'message': {
      const name = evaluateText(run, owner, trigger.name);
      if (name instanceof Problem) return name;
      const correlationKey = correlationKeyOf(run, owner, trigger);
      if (correlationKey instanceof Problem) return correlationKey;
      into.push({ kind: 'message', element, trigger: index, name, correlationKey });
      return null;
    }
    case 'signal': {
      const name = evaluateText(run, owner, trigger.name);
      if (name instanceof Problem) return name;
      into.push({ kind: 'signal', element, trigger: index, name });
      return null;
    }
    case 'timer': {
      const timer = planTimer(run, owner, trigger.timer);
      if (timer instanceof Problem) return timer;
      into.push({ kind: 'timer', element, trigger: index, timer });
      return null;
    }
    case 'conditional': {
      const met = evaluateBoolean(run, owner, trigger.condition);
      into.push({ kind: 'condition', element, trigger: index, met: met === true });
      return null;
    }
    default:
      return null;
  }
}

/** Text, or a number, which becomes text; anything else can't be compared with what a sender writes. */
function correlationKeyOf(
  run: Run,
  owner: LiveInstance,
  trigger: Extract<EventTrigger, { kind: 'message' }>,
): string | Problem {
  if (trigger.correlationKey === undefined) return '';
  const value = run.evaluate(trigger.correlationKey, owner);
  if (value instanceof Problem) return value;
  if (typeof value === 'string') return storable(value, 'correlationKey');
  if (typeof value === 'number') return String(value);
  return new Problem('correlationKey', 'Expected the correlation key to be text or a number but it is neither');
}

function openWait(run: Run, owner: LiveInstance, wait: Wait): void {
  const id = run.newId();
  const base = { instance: owner.id, element: wait.element.index };
  const trigger = wait.trigger < 0 ? {} : { trigger: wait.trigger };
  switch (wait.kind) {
    case 'message': {
      const { name, correlationKey } = wait;
      return run.emit({ kind: 'messageSubscribed', subscription: id, ...base, name, correlationKey, ...trigger });
    }
    case 'signal':
      return run.emit({ kind: 'signalSubscribed', subscription: id, ...base, name: wait.name, ...trigger });
    case 'timer':
      return run.emit({ kind: 'timerSet', timer: id, ...base, ...wait.timer, ...trigger });
    case 'condition':
      return run.emit({ kind: 'conditionSubscribed', subscription: id, ...base, met: wait.met, ...trigger });
  }
}
