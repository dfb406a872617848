import type { ExecutableProcess } from '@krok/bpmn/executable';
import { byId, type Command, type InstanceState, type JobResult } from '@krok/engine';
import fc from 'fast-check';
import { type Choice, choice, commandFor } from './random-commands.ts';

/** Something that happens to an instance, or, now and then, what a person does about its course. */
export interface Deed {
  readonly choice: Choice;
  readonly life: Choice;
}

export const deed: fc.Arbitrary<Deed> = fc.record({
  choice,
  life: fc.record({ what: fc.nat(30), which: fc.nat(30), value: fc.integer({ min: 0, max: 6 }) }),
});

/** A command that may be refused. */
export function deedFor(
  executable: ExecutableProcess,
  state: InstanceState,
  now: number,
  { choice, life }: Deed,
): Command {
  return lifeFor(executable, state, now, life) ?? answered(executable, state, commandFor(state, choice), choice);
}

/** A task listener says what it wants otherwise, and a worker that drives an ad-hoc sub-process what it chooses. */
export function answered(
  { elements }: ExecutableProcess,
  state: InstanceState,
  command: Command,
  { which, value }: Choice,
): Command {
  if (command.kind !== 'completeJob') return command;
  const job = byId(state.jobs)[command.job];
  const element = elements[state.instances[job?.instance ?? '']?.element ?? -1];
  if (element?.type === 'adHocSubProcess' && job?.listener === undefined)
    return { ...command, result: chosen(elements, element.children, which, value) };
  if (job?.taskListener === undefined) return command;
  const result = [
    { denied: true, reason: 'random' },
    { corrections: { assignee: 'beata' } },
    { corrections: { priority: 70 } },
  ][value];
  return result === undefined ? command : { ...command, result };
}

function chosen(
  elements: ExecutableProcess['elements'],
  children: readonly number[],
  which: number,
  value: number,
): JobResult {
  const isCancelRemainingInstances = which % 4 === 0;
  if (value === 0) return { isCompletionConditionFulfilled: true, isCancelRemainingInstances };
  if (value === 1 && which % 3 === 0) return { isCancelRemainingInstances };
  // Some can't be chosen: those that a flow leads to, handlers, event sub-processes.
  const pick = (at: number): string => elements[children[at % children.length] ?? 0]?.id ?? '';
  const firsts = children.filter((at) => {
    const { incoming = [], type, isForCompensation } = elements[at] ?? {};
    return incoming.length === 0 && type !== 'eventSubProcess' && isForCompensation !== true;
  });
  const first = elements[firsts[which % firsts.length] ?? 0]?.id ?? '';
  const second = value > 4 ? [{ elementId: which > 12 ? pick(value) : first, variables: { n: value } }] : [];
  return {
    activateElements: [{ elementId: first, ...(value % 2 === 0 && { variables: { m: which } }) }, ...second],
    ...(value > 3 && { isCancelRemainingInstances }),
  };
}

function lifeFor(
  { elements }: ExecutableProcess,
  state: InstanceState,
  now: number,
  { what, which, value }: Choice,
): Command | null {
  const pick = <T>(list: readonly T[]): T | undefined => list[which % (list.length || 1)];
  const inside = Object.keys(state.instances).filter((id) => id !== state.root);
  const instance = pick(inside);
  const reason = 'random';
  const variables = { n: value };
  if (state.suspended === true && value > 3) return { kind: 'resume' };
  switch (what) {
    case 0:
      return state.suspended === true ? { kind: 'resume' } : { kind: 'suspend', reason };
    case 1:
    case 2:
      return instance === undefined ? null : { kind: 'skip', instance, variables };
    case 3: {
      const timer = pick(Object.keys(state.timers));
      // Now and then past: it fires at once.
      return timer === undefined ? null : { kind: 'changeTimer', timer, due: now + (value - 2) * 1_800_000 };
    }
    case 4:
    case 5: {
      const scopes = Object.entries(state.instances).filter(
        ([, each]) => elements[each.element]?.loop === undefined || each.loopCounter !== undefined,
      );
      const places = scopes.flatMap(([scope, each]) => {
        const element = elements[each.element];
        const children = element !== undefined && 'children' in element ? element.children : [];
        return children.map((child) => ({ scope, element: child, variables }));
      });
      const place = places[(which * 7 + value) % (places.length || 1)];
      const terminate = what === 4 || instance === undefined ? [] : [instance];
      return place === undefined ? null : { kind: 'modify', reason, activate: [place], terminate, consume: [] };
    }
    case 6:
      return instance === undefined
        ? null
        : { kind: 'modify', reason, activate: [], terminate: [instance], consume: [] };
    case 7: {
      const token = pick(
        Object.entries(state.instances).flatMap(([scope, { waiting = {} }]) =>
          Object.keys(waiting).map((flow) => ({ scope, flow: Number(flow) })),
        ),
      );
      return token === undefined ? null : { kind: 'modify', reason, activate: [], terminate: [], consume: [token] };
    }
    case 8:
    case 9:
    case 10: {
      const task = pick(Object.values(byId(state.userTasks)));
      const more = which > 15 ? { m: which } : {};
      return task === undefined
        ? null
        : { kind: 'setVariables', scope: task.instance, variables: { ...variables, ...more } };
    }
    default:
      return null;
  }
}
