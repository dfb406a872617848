import {
  byId,
  type Command,
  type InstanceState,
  type JobResult,
  type Linked,
  step,
  type Step,
  type StepEnv,
} from '@krok/engine';
import { subsets } from './open-answers.ts';

/** Something that can happen to an instance; `came`: what it counts for, where it can come again. */
export interface Deed {
  readonly what: string;
  readonly came: string | readonly string[] | null;
  readonly run: (env: StepEnv) => Step;
}

/** As often as something comes that could come for ever. */
const OFTEN = 2;

/** All that the outside can do; `more`: it could do something more often. */
export function deedsOf(
  linked: Linked,
  state: InstanceState,
  came: Readonly<Record<string, number>>,
): { readonly deeds: readonly Deed[]; readonly more: boolean } {
  const deeds: Deed[] = [];
  let more = false;
  const add = (what: string, command: Command, counts: string | readonly string[] | null = null): void => {
    const isSpent = [counts ?? []].flat().some((each) => (came[each] ?? 0) >= OFTEN);
    if (isSpent) more = true;
    else deeds.push({ what, came: counts, run: (env) => step(linked, state, command, env) });
  };
  const nameOf = (instance: string): string => linked.element(state.instances[instance]?.element ?? 0).id;
  for (const [job, { instance, listener }] of Object.entries(byId(state.jobs))) {
    const at = state.instances[instance];
    const element = linked.element(at?.element ?? 0);
    const isDriver = element.definition.type === 'adHocSubProcess' && listener === undefined && at?.status === 'active';
    if (isDriver)
      for (const result of choices(element.entries.map(({ id }) => id)))
        add(
          `choose ${JSON.stringify(result)}`,
          { kind: 'completeJob', job, variables: {}, result },
          result.activateElements?.length ? `${instance}` : null,
        );
    else add(`job ${element.id}`, { kind: 'completeJob', job, variables: {} });
    for (const code of ['E', 'F'])
      add(`error ${code} of ${element.id}`, { kind: 'throwJobError', job, code, message: '', variables: {} });
    add(`escalation of ${element.id}`, { kind: 'throwJobEscalation', job, code: 'X', variables: {} }, job);
  }
  for (const [userTask, { instance }] of Object.entries(byId(state.userTasks))) {
    add(`user ${nameOf(instance)}`, { kind: 'completeUserTask', userTask, variables: {} });
    const { definition } = linked.element(state.instances[instance]?.element ?? 0);
    if (definition.type === 'userTask' && definition.taskListeners?.some(({ on }) => on === 'updating'))
      add(
        `update ${definition.id}`,
        { kind: 'setVariables', scope: instance, variables: { m: came[instance] ?? 0 } },
        instance,
      );
  }
  for (const [call, { instance }] of Object.entries(state.calls)) {
    add(`called ${nameOf(instance)}`, { kind: 'calledCompleted', call, variables: {} });
    for (const code of ['E', 'F'])
      add(`called error of ${nameOf(instance)}`, { kind: 'calledFailed', call, code, message: '' });
    add(`called escalation of ${nameOf(instance)}`, { kind: 'calledEscalated', call, code: 'X', variables: {} }, call);
  }
  const signals = new Set<string>();
  for (const [id, { kind, name, element, instance }] of Object.entries(state.subscriptions)) {
    const what = `${kind} ${linked.element(element).id}`;
    if (kind === 'message')
      add(what, { kind: 'correlateMessage', subscription: id, messageId: `${came[id] ?? 0}`, variables: {} }, id);
    else if (kind === 'signal' && !signals.has(name)) {
      signals.add(name);
      const heard = Object.keys(state.subscriptions).filter((each) => state.subscriptions[each]?.name === name);
      add(what, { kind: 'broadcastSignal', name, variables: {} }, heard);
    } else if (kind === 'condition')
      add(what, { kind: 'setVariables', scope: instance, variables: { n: 2 + (came[id] ?? 0) } }, id);
  }
  for (const [timer, { element }] of Object.entries(state.timers))
    deeds.push({
      what: `timer ${linked.element(element).id}`,
      came: null,
      run: (env) => {
        const changed = step(linked, state, { kind: 'changeTimer', timer, due: 0 }, env);
        if (changed.kind !== 'stepped' || changed.state.timers[timer]?.due !== 0) return changed;
        const due = step(linked, changed.state, { kind: 'timeDue' }, env);
        return due.kind === 'stepped' ? { ...due, events: [...changed.events, ...due.events] } : due;
      },
    });
  return { deeds, more };
}

function choices(ids: readonly string[]): readonly JobResult[] {
  return [
    ...subsets(ids).map((set) => ({ activateElements: set.map((elementId) => ({ elementId })) })),
    { isCompletionConditionFulfilled: true },
    { isCompletionConditionFulfilled: true, isCancelRemainingInstances: true },
  ];
}
