import type { EventTrigger } from '@krok/bpmn/executable';
import { triggersOf } from '../behaviors/structure.ts';
import { planWait, type Wait } from '../behaviors/waits.ts';
import { Draft } from '../draft/draft.ts';
import { LiveInstance } from '../draft/live-instance.ts';
import { initialState } from '../initial-state.ts';
import type { Linked, LinkedElement } from '../link.ts';
import { Run } from '../run.ts';
import type { StepEnv } from '../types/index.ts';

/**
 * An event that starts an instance by the command `start` with this `startEvent`. Names are evaluated without variables.
 * `due` epoch ms; `repeat`: starts left, -1 for ever; `cycle`: ISO interval between them, or cron text.
 */
export type StartTrigger =
  | { readonly kind: 'message'; readonly startEvent: number; readonly elementId: string; readonly name: string }
  | { readonly kind: 'signal'; readonly startEvent: number; readonly elementId: string; readonly name: string }
  | {
      readonly kind: 'timer';
      readonly startEvent: number;
      readonly elementId: string;
      readonly due: number;
      readonly repeat: number;
      readonly cycle?: string;
    };

/** What starts the process from outside. A start whose name or time can't be evaluated is left out. */
export function startTriggers(linked: Linked, env: StepEnv): readonly StartTrigger[] {
  const run = new Run(linked, new Draft(linked, initialState()), env);
  const root = new LiveInstance('1', linked.element(0), null, -1);
  run.draft.add(root);
  const triggers: StartTrigger[] = [];
  for (const element of starters(linked)) {
    const waits: Wait[] = [];
    for (const trigger of triggersOf(element)) planWait(run, root, element, byName(trigger), -1, waits);
    for (const wait of waits) {
      const start = { startEvent: element.index, elementId: element.id };
      if (wait.kind === 'timer') {
        const { due, repeat, cycle } = wait.timer;
        const timer = { kind: wait.kind, ...start, due, repeat };
        triggers.push(cycle === undefined ? timer : { ...timer, cycle });
      } else if (wait.kind !== 'condition') triggers.push({ kind: wait.kind, ...start, name: wait.name });
    }
  }
  return triggers;
}

/** There are no variables yet that could make a key: what starts an instance is found by its name. */
function byName(trigger: EventTrigger): EventTrigger {
  return trigger.kind === 'message' ? { kind: trigger.kind, name: trigger.name } : trigger;
}

/** Start events; receive tasks and event-based gateways that instantiate (BPMN 2.0 §13.2). */
function starters(linked: Linked): LinkedElement[] {
  const found: LinkedElement[] = [];
  const process = linked.element(0);
  for (const index of process.content?.startEvents ?? []) found.push(linked.element(index));
  for (const index of process.content?.children ?? []) {
    const element = linked.element(index);
    const { definition } = element;
    if (!('instantiate' in definition) || !definition.instantiate) continue;
    if ('targets' in definition) found.push(...definition.targets.map((target) => linked.element(target)));
    else found.push(element);
  }
  return found;
}
