import type { ExecutableProcess } from '@krok/bpmn/executable';
import {
  type Command,
  earliestDue,
  type EngineEvent,
  initialState,
  type InstanceState,
  link,
  step,
} from '@krok/engine';
import fc from 'fast-check';
import { Build, none } from '../../../../packages/engine/test/build.ts';
import { choice, type Choice, commandFor } from '../../../../packages/engine/test/random-commands.ts';
import { anyBlock, type Block, processOf } from '../../../../packages/engine/test/random-model.ts';
import { env, MONDAY } from '../../../../packages/engine/test/rig.ts';

/** A random model, what is done to an instance of it, and what the pure engine makes of that. */
export interface RandomCase {
  readonly executable: ExecutableProcess;
  readonly steps: readonly {
    readonly now: number;
    readonly command: Command;
    readonly events: readonly EngineEvent[];
  }[];
  readonly state: InstanceState;
}

/** Of the models of a seed those in which the most happens. */
export function randomCases(seed: number, count: number): readonly RandomCase[] {
  const choices = fc.array(choice, { minLength: 8, maxLength: 20, size: 'max' });
  return fc
    .sample(fc.tuple(anyBlock, choices), { seed, numRuns: count * 8 })
    .flatMap(([root, chosen], index) => pureRun(root, chosen, `random${index}`) ?? [])
    .toSorted((a, b) => b.steps.length - a.steps.length)
    .slice(0, count);
}

/** A case that comes to its end whatever the seed: a person's task, and it is done. */
export function caseThatEnds(): RandomCase {
  const ends = pureRun({ kind: 'user' }, [{ what: 7, which: 0, value: 1 }], 'ends');
  if (ends?.state.status !== 'completed') throw new Error('Expected a case that ends but it goes on');
  return ends;
}

/** What call activities call: it waits for a person. */
export function calledProcess(): ExecutableProcess {
  const build = new Build();
  const task = build.add('userTask', { headers: {} });
  build.flow(build.add('startEvent', none), task);
  build.flow(task, build.add('endEvent', none));
  return { ...build.done(), processId: 'other' };
}

/** Null for one that goes on for ever. */
function pureRun(root: Block, choices: readonly Choice[], processId: string): RandomCase | null {
  const executable = { ...processOf(root), processId };
  const linked = link(executable);
  const steps: { now: number; command: Command; events: readonly EngineEvent[] }[] = [];
  let state = initialState();
  let now = MONDAY;
  const take = (command: Command): void => {
    const taken = step(linked, state, command, { ...env, now });
    if (taken.kind === 'rejected') throw new Error(taken.rejection.message);
    state = taken.state;
    steps.push({ now, command, events: taken.events });
  };
  take({ kind: 'start', variables: { n: 1 } });
  for (const each of choices) {
    if (state.status !== 'active') break;
    const command = commandFor(state, each);
    const due = earliestDue(state);
    // A case that has nothing due logs no step.
    if (command.kind === 'timeDue' && due === null) continue;
    if (command.kind === 'timeDue') now = Math.max(now, (due ?? 0) + (each.which % 3) * 900_000);
    take(command);
  }
  return state.halted === undefined ? { executable, steps, state } : null;
}
