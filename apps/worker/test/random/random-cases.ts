import type { ExecutableProcess } from '@krok/bpmn/executable';
import { deployableProcess } from '@krok/deployment';
import {
  type Command,
  earliestDue,
  type EngineEvent,
  initialState,
  type InstanceState,
  link,
  startTriggers,
  step,
  type Variables,
} from '@krok/engine';
import fc from 'fast-check';
import { Build, none, text } from '../../../../packages/engine/test/build.ts';
import {
  type Change,
  change,
  type Changed,
  changed,
  goingOver,
} from '../../../../packages/engine/test/random-changes.ts';
import { choice, type Choice, commandFor } from '../../../../packages/engine/test/random-commands.ts';
import { answered as chosen } from '../../../../packages/engine/test/random-life.ts';
import type { Block } from '../../../../packages/engine/test/random-model.ts';
import {
  anyWhole,
  enteredBy,
  ENTRIES,
  plain,
  type Start,
  type Whole,
  wholeOf,
} from '../../../../packages/engine/test/random-process.ts';
import { env, MONDAY } from '../../../../packages/engine/test/rig.ts';
import { dressed } from './dressed.ts';
import { repair, type Repair, repairFor } from './random-repairs.ts';

/**
 * What is done to an instance, and what follows. `byItself`: nobody has to do it, for what fell due meanwhile is told at
 * once. Without events: refused. A migration names no deployment: which one it is shows when it is made.
 */
export interface RandomStep {
  readonly now: number;
  readonly command: Command;
  readonly byItself?: true;
  /** The version that it is to go over to. */
  readonly other?: ExecutableProcess;
  readonly events: readonly EngineEvent[] | null;
}

/** A random model, what is done to an instance of it, and what the pure engine makes of that. */
export interface RandomCase {
  readonly executable: ExecutableProcess;
  readonly steps: readonly RandomStep[];
  readonly state: InstanceState;
  /** Its start timer starts it, once the clock has come there. */
  readonly byClock?: true;
}

interface Deed {
  readonly choice: Choice;
  readonly repair: Repair;
}

const anything = fc.tuple(
  anyWhole,
  fc.array(fc.record({ choice, repair }), { minLength: 8, maxLength: 20, size: 'max' }),
  fc.nat(8),
  fc.option(change, { freq: 2, nil: undefined }),
);

/** Of the models of a seed those in which the most happens; a call counts as much as five other things. */
export function randomCases(seed: number, count: number): readonly RandomCase[] {
  return fc
    .sample(anything, { seed, numRuns: count * 8 })
    .flatMap(([whole, deeds, dress, other], index) => {
      const { executable, start } = wholeOf({ ...whole, called: false });
      return pureRun({ ...dressed(executable, dress), processId: `random${index}` }, start, deeds, other) ?? [];
    })
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .slice(0, count);
}

function weightOf({ steps }: RandomCase): number {
  return steps.length + 4 * steps.filter(({ command: { kind } }) => kind.startsWith('called')).length;
}

const ALONE: Repair = { what: 23, which: 0, value: 0 };
const deed = (what: number, value: number): Deed => ({ choice: { what, which: 0, value }, repair: ALONE });

/**
 * A case that comes to its end whatever the seed: a person's task, and it is done. Meanwhile it goes over to a version without the
 * step before it.
 */
export function caseThatEnds(): RandomCase {
  const root: Block = { kind: 'sequence', parts: [{ kind: 'manual' }, { kind: 'user' }] };
  return ending(plain(root), 'ends', [deed(7, 1)], WITHOUT_THE_FIRST);
}

const WITHOUT_THE_FIRST: Change = { what: 'removed', which: 1, trigger: 0, interrupting: false, before: 0 };

/** One that calls another three times, whatever the seed: it fails, is called again, ends with an error, and as it should. */
export function caseThatCalls(): RandomCase {
  const inner: Block = { kind: 'sequence', parts: [{ kind: 'call' }, { kind: 'call' }] };
  return ending(plain({ kind: 'guarded', inner }), 'calls', [deed(11, 0), deed(15, 0), deed(11, 5), deed(11, 2)]);
}

/**
 * One that the first of three messages starts, whatever the seed: who listens is told of an update, of a completion, and twice of
 * the end of a task that a signal interrupts; the other messages come later.
 */
export function caseThatIsHeard(): RandomCase {
  const inner: Block = { kind: 'sequence', parts: [{ kind: 'attentive' }, { kind: 'missed' }] };
  const root: Block = { kind: 'watched', trigger: 'signal', interrupting: true, inner, after: { kind: 'manual' } };
  const update: Deed = { choice: { what: 14, which: 4, value: 5 }, repair: ALONE };
  const [job, task, message, signal] = [deed(0, 4), deed(7, 4), deed(9, 4), deed(13, 4)];
  const first = [update, job, job, task, job, signal, job, job];
  return ending({ ...plain(root), entries: ['each'] }, 'heard', [...first, message, task, message, signal]);
}

/** One that the clock starts, whatever the seed: on the next working day at half past eight. */
export function caseThatTheClockStarts(): RandomCase {
  const whole: Whole = { ...plain({ kind: 'user' }), entries: ['schedule'] };
  return { ...ending(whole, 'clock', [deed(7, 4)]), byClock: true };
}

function ending(whole: Whole, processId: string, deeds: readonly Deed[], other?: Change): RandomCase {
  const { executable, start } = wholeOf(whole);
  const [trigger] = startTriggers(link(executable), { ...env, now: MONDAY });
  const byClock =
    trigger?.kind === 'timer' ? { now: trigger.due, start: { ...start, variables: {} } } : { now: MONDAY, start };
  const ends = pureRun({ ...executable, processId }, byClock.start, deeds, other, byClock.now);
  if (ends?.state.status !== 'completed') throw new Error(`Expected the case "${processId}" to end but it goes on`);
  return ends;
}

/**
 * What call activities call: it waits for a person, and whether `n` is 2 or 3 decides between its end and an error. What else could
 * start it says the seed.
 */
export function calledProcess(seed: number): ExecutableProcess {
  const build = new Build();
  const task = build.add('userTask', { headers: {} });
  const others = ENTRIES.filter((entry, index) => entry !== 'none' && (seed + index) % 3 === 0);
  build.flow(enteredBy(build, ['none', ...others]), task);
  const gateway = build.add('exclusiveGateway');
  build.flow(task, gateway);
  build.flow(gateway, build.add('endEvent', { trigger: { kind: 'error', code: text('E') } }), 'n = 2 or n = 3');
  Object.assign(build.element(gateway), { defaultFlow: build.flow(gateway, build.add('endEvent', none)) });
  return { ...build.done(), processId: 'other' };
}

/** Why a called case ended that somebody cancelled. */
export const CANCELLED = 'random';

/** Null for one that goes on for ever. */
function pureRun(
  executable: ExecutableProcess,
  start: Start,
  deeds: readonly Deed[],
  other?: Change,
  begins = MONDAY,
): RandomCase | null {
  let inForce = executable;
  let linked = link(executable);
  const steps: RandomStep[] = [];
  const calls = new Map<string, Variables>();
  let state = initialState();
  let now = begins;
  const take = (command: Command, more: Pick<RandomStep, 'byItself' | 'other'> = {}): void => {
    const definitionOf = () => more.other && link(more.other);
    const taken = step(linked, state, command, { ...env, now, definitionOf });
    const events = taken.kind === 'rejected' ? null : taken.events;
    steps.push({ now, command, ...more, events });
    if (taken.kind === 'rejected') return;
    state = taken.state;
    if (more.other !== undefined) [inForce, linked] = [more.other, link(more.other)];
    for (const event of taken.events) if (event.kind === 'callStarted') calls.set(event.call, event.variables);
  };
  const takeAll = (command: Command, more?: Pick<RandomStep, 'other'>): void => {
    take(command, more);
    for (let left = 5; isDue(state, now) && left > 0; left -= 1) take({ kind: 'timeDue' }, { byItself: true });
  };
  const isOver = (): boolean => state.status !== 'active' || state.halted !== undefined;
  takeAll(start);
  for (const [index, each] of deeds.entries()) {
    const version = other?.before === index && !isOver() ? changed(inForce, state, other) : null;
    if (version !== null) takeAll(migration(inForce, version), { other: version.executable });
    if (isOver()) break;
    const command =
      repairFor(inForce, state, now, each.repair) ??
      answered(chosen(inForce, state, commandFor(state, each.choice), each.choice), each.choice, calls);
    const due = earliestDue(state);
    // A case that has nothing due logs no step.
    if (command.kind === 'timeDue' && due === null) continue;
    if (command.kind === 'timeDue') now = Math.max(now, (due ?? 0) + (each.choice.which % 3) * 900_000);
    takeAll(command);
  }
  return state.halted === undefined && !isDue(state, now) ? { executable, steps, state } : null;
}

function migration(from: ExecutableProcess, { executable: to, byHand }: Changed): Command {
  const hashOf = (each: ExecutableProcess): string => deployableProcess(each, env).hash;
  const command = goingOver(link(from), link(to), byHand);
  return { ...command, definition: hashOf(to), source: hashOf(from), deployment: '' };
}

function isDue(state: InstanceState, now: number): boolean {
  return (earliestDue(state) ?? Number.POSITIVE_INFINITY) <= now;
}

/** What the called process answers to what is done in it. */
function answered(command: Command, { value }: Choice, calls: ReadonlyMap<string, Variables>): Command {
  if (command.kind !== 'calledCompleted' && command.kind !== 'calledFailed') return command;
  const { call } = command;
  if (value > 3) return { kind: 'calledCompleted', call, variables: { ...calls.get(call), n: value } };
  const uncaught = 'Expected the error "E" to be caught but nothing catches it.';
  if (value > 1) return { kind: 'calledFailed', call, code: 'E', message: uncaught };
  return { kind: 'calledFailed', call, message: `The called instance was terminated: ${CANCELLED}` };
}
