import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import {
  type Command,
  earliestDue,
  type EngineEvent,
  fire,
  initialState,
  type InstanceState,
  link,
  moves,
  nextFiring,
  type StartTrigger,
  startTriggers,
  step,
} from '@krok/engine';
import { type Change, change, type Changed, changed, goingOver } from './random-changes.ts';
import { type Dress, dress, dressed } from './random-dress.ts';
import { type Deed, deed, deedFor } from './random-life.ts';
import type { Block } from './random-model.ts';
import { anyWhole, type Entry, plain, type Whole, wholeOf } from './random-process.ts';
import { env, Rig, stored } from './rig.ts';
import { openInEngine, openInGame } from './token-game/compare.ts';
import { plannedTimer } from './token-game/catching.ts';
import { repeated } from './token-game/moves.ts';
import { follow, newGame } from './token-game/follow.ts';
import { wentOver } from './token-game/going-over.ts';

/**
 * The engine against a token game written from the clauses alone: the game follows what the engine tells, move by move, and must
 * be allowed each of them and at rest when the engine is. `SEED=...` repeats a run, `RUNS=...` makes it longer, `ONLY=daily,either` plays
 * models that have one of these kinds.
 */
const parameters = {
  numRuns: Number(process.env['RUNS'] ?? 75),
  interruptAfterTimeLimit: 120_000,
  seed: Number(process.env['SEED'] ?? Math.trunc(performance.now() * 1000)),
};

const kinds = process.env['ONLY']?.split(',').map((kind) => `"${kind}"`);
const models = kinds === undefined ? anyWhole : anyWhole.filter((whole) => has(JSON.stringify(whole), kinds));

const once = (what: number, value = 0): Deed => ({
  choice: { what, which: 0, value },
  life: { what: 30, which: 0, value: 0 },
});

const byHand = (what: number, which = 0, value = 0): Deed => ({
  choice: { what: 0, which: 0, value: 0 },
  life: { what, which, value },
});

/** What failed once, as the failure was printed: run before all others. */
const FAILED_ONCE: [Block | Whole, Dress, Deed[], Change?][] = [
  [
    // An error thrown out of an event sub-process started another of a scope whose own work was done.
    {
      kind: 'attended',
      trigger: 'anyError',
      also: 'timer',
      interrupting: true,
      inner: { kind: 'wait' },
      after: { kind: 'manual' },
    },
    [],
    [once(18), once(18), once(5)],
  ],
  [
    {
      kind: 'watched',
      trigger: 'timer',
      interrupting: false,
      inner: {
        kind: 'attended',
        trigger: 'anyError',
        also: 'timer',
        interrupting: false,
        inner: { kind: 'call' },
        after: { kind: 'manual' },
      },
      after: { kind: 'exit', end: 'none' },
    },
    [],
    [once(18), once(11, 4), once(5)],
  ],
  [
    // A token that a person put beside the handlers of a revived sub-process outlived it.
    {
      kind: 'sequence',
      parts: [
        { kind: 'undoneBySubProcess', inner: { kind: 'cancellable', inner: { kind: 'rule' } } },
        { kind: 'manual' },
      ],
    },
    [],
    [once(0), byHand(1, 3), byHand(5, 2), byHand(0)],
  ],
  [
    // A complex gateway was reset by the next token only, and took it.
    {
      kind: 'sequence',
      parts: [
        { kind: 'task' },
        {
          kind: 'complex',
          parts: [{ kind: 'sequence', parts: [{ kind: 'whichever' }, { kind: 'manual' }] }, { kind: 'manual' }],
        },
        { kind: 'job' },
      ],
    },
    [],
    [byHand(5), byHand(4, 0, 3), byHand(4, 1, 3)],
  ],
  [
    // What a run of a loop threw was one of two triggers, and counted as both.
    { kind: 'watchedJob', trigger: 'all', interrupting: false, after: { kind: 'rule' } },
    [12],
    [once(0), once(0)],
  ],
  [
    // What paths gave stayed in a scope that maps its outputs, where nothing held it.
    {
      kind: 'scope',
      inner: { kind: 'sequence', parts: [{ kind: 'adHocDrivenAttended' }, { kind: 'user' }] },
    },
    [0, 0, 0, 5, 0],
    [once(0)],
  ],
  [
    // A task whose listener for its creation threw an error ended unheard.
    { kind: 'watched', trigger: 'anyError', interrupting: true, inner: { kind: 'user' }, after: { kind: 'manual' } },
    [19],
    [once(5), once(0), once(0)],
  ],
  [
    // A path that a person skipped gave nothing to the results, and what it had done could be undone by nobody.
    { kind: 'adHocDrivenAttended' },
    [],
    [{ ...once(0), choice: { what: 0, which: 4, value: 1 } }, byHand(1, 4), once(0)],
  ],
  [
    // While a task is heard of its end, the ad-hoc sub-process that ended it starts nothing new.
    { kind: 'adHocAttended' },
    [19],
    [once(13), once(0), byHand(1, 1, 3), once(13)],
  ],
  [
    // It is told to begin with an activity that has another id now: an incident.
    { kind: 'adHocChosen' },
    [],
    [byHand(4)],
    { what: 'renamed', which: 6, trigger: 0, interrupting: false, before: 0 },
  ],
  [
    // Where a link leads to begins by nothing else, though no flow leads there.
    { ...plain({ kind: 'link' }), entries: ['each'], entry: 3 },
    [],
    [],
  ],
  [
    // A scope that was done with its own work got some by hand, and catches errors again.
    {
      kind: 'attended',
      trigger: 'timer',
      also: 'anyError',
      interrupting: false,
      inner: { kind: 'job' },
      after: { kind: 'job' },
    },
    [],
    [once(18), once(0), byHand(4, 5, 3), once(5)],
  ],
];

/** Two conditions that one change makes true: the first that leaves at once does so before the second is heard. */
const TWO_CONDITIONS: (typeof FAILED_ONCE)[number] = [
  { kind: 'parallel', parts: [{ kind: 'scope', inner: { kind: 'adHocDrivenAttended' } }, { kind: 'whichever' }] },
  [],
  [byHand(4, 0, 3), byHand(4, 1, 3), byHand(4, 21, 3)],
];

/** Through the nights in which the clocks change, which a random path seldom reaches. */
const CLOCKS = (['daily', 'sundays', 'monthEnd', 'autumn'] as const).map((trigger): (typeof FAILED_ONCE)[number] => [
  { kind: 'watchedJob', trigger, interrupting: false, after: { kind: 'manual' } },
  [],
  Array.from({ length: 6 }, () => once(18)),
]);

test(`the engine takes no step that the token game does not allow, and leaves none out (seed ${parameters.seed})`, () => {
  const examples = [...FAILED_ONCE, TWO_CONDITIONS, ...CLOCKS].map(
    ([root, worn, all, other = null]): [Whole, Dress, Deed[], Change | null] => [
      'root' in root ? root : plain(root),
      worn,
      all,
      other,
    ],
  );
  const deeds = fc.array(deed, { minLength: 3, maxLength: 30, size: 'max' });
  const perhaps = fc.option(change, { freq: 2 });
  fc.assert(
    fc.property(models, dress, deeds, perhaps, (...all) => play(...all)),
    { ...parameters, examples },
  );
});

test(`in whatever order its moves are made, each is one of the token game (seed ${parameters.seed})`, () => {
  fc.assert(
    fc.property(models, dress, fc.infiniteStream(fc.nat(1000)), (whole, worn, order) => {
      const made = wholeOf(whole);
      const executable = dressed(made.executable, worn);
      const linked = link(executable);
      const start: Command = { ...made.start, variables: { n: 2 } };
      const first = step(linked, initialState(), start, { ...env, fuel: 0 });
      assert.ok(first.kind === 'stepped');
      const { halted: _, ...rest } = first.state;
      let state = stored({ ...rest, incidents: {} });
      const events: EngineEvent[] = first.events.filter(({ kind }) => kind !== 'incidentRaised');
      for (let possible = moves(linked, state); possible.length > 0; possible = moves(linked, state)) {
        // An event sub-process that throws its own signal goes on for ever.
        if (events.length > 2000) return;
        // A condition is asked when its variable changes, before anything else can change it again.
        const asks = possible.some(({ kind }) => kind === 'checkCondition');
        const pick = asks ? 0 : Number(order.next().value) % possible.length;
        const fired = fire(linked, state, possible[pick] ?? assert.fail(), env);
        assert.ok(fired.kind === 'stepped');
        state = stored(fired.state);
        events.push(...fired.events);
      }
      const game = follow(executable, newGame(), start, env.now, initialState(), events);
      assert.deepEqual(openInEngine(state), openInGame(game));
    }),
    { ...parameters, numRuns: Math.ceil(parameters.numRuns / 2) },
  );
});

/** A core that does something else. */
interface Core {
  readonly version?: number;
  readonly runs?: (executable: ExecutableProcess) => ExecutableProcess;
}

const forgets = (name: string) => (executable: ExecutableProcess) => {
  const elements = structuredClone(executable.elements);
  for (const each of elements) Reflect.deleteProperty(each, name);
  return { ...executable, elements };
};
const MISSED: Block = {
  kind: 'watched',
  trigger: 'signal',
  interrupting: true,
  inner: { kind: 'missed' },
  after: { kind: 'manual' },
};
const WATCHED: Change = { what: 'watched', which: 0, trigger: 1, interrupting: true, before: 0 };
const OTHERWISE: Readonly<Record<string, readonly [Core, Whole, Deed[], Change | null]>> = {
  'ends a task unheard': [{ version: 2 }, plain(MISSED), [once(13)], null],
  'waits for one of several messages': [
    { runs: forgets('parallel') },
    { ...plain({ kind: 'user' }), entries: ['each'] },
    [],
    null,
  ],
  'goes over and does not listen': [{ runs: forgets('boundaries') }, plain({ kind: 'user' }), [once(20)], WATCHED],
};

for (const [what, [core, whole, deeds, change]] of Object.entries(OTHERWISE)) {
  test(`a core that ${what} is told from the game`, () => {
    play(whole, [], deeds, change);
    assert.throws(() => play(whole, [], deeds, change, core));
  });
}

/** Start timers as the clock moves: by the engine, and by the game. */
function starts(entry: Entry, jumps: readonly number[], zone: string): readonly [unknown[], unknown[]] {
  const { executable } = wholeOf({ ...plain({ kind: 'user' }), entries: [entry] });
  const [trigger] = startTriggers(link(executable), { ...env, zone });
  const event = executable.elements.find(({ type }) => type === 'startEvent');
  assert.ok(trigger?.kind === 'timer' && event?.type === 'startEvent' && event.trigger.kind === 'timer');
  const { timer } = event.trigger;
  assert.ok(timer.value.kind === 'static');
  let now = env.now;
  let byEngine: OpenStart | null = trigger;
  let byGame: OpenStart | null = plannedTimer(timer.kind, timer.value.text, now);
  const all: [unknown[], unknown[]] = [[trigger.due], [byGame.due]];
  for (const jump of jumps) {
    now += jump * 60_000;
    if (byEngine !== null && byEngine.due <= now)
      byEngine = next(byEngine, nextFiring(byEngine, { ...env, zone, now }));
    if (byGame !== null && byGame.due <= now) byGame = next(byGame, repeated(byGame, now));
    all[0].push([now, byEngine?.due, byEngine?.repeat]);
    all[1].push([now, byGame?.due, byGame?.repeat]);
  }
  return all;
}

type OpenStart = Pick<Extract<StartTrigger, { kind: 'timer' }>, 'due' | 'repeat' | 'cycle'>;

function next(open: OpenStart, by: Partial<OpenStart> | null): OpenStart | null {
  return by === null ? null : { ...open, ...by };
}

test(`timers start cases when the clock of the game says so (seed ${parameters.seed})`, () => {
  const entry = fc.constantFrom<Entry>('timer', 'cycle', 'schedule', 'nights');
  const jumps = fc.array(fc.oneof(fc.nat(90), fc.nat(20_000)), { maxLength: 12 });
  const same = (each: Entry, all: readonly number[]): void => {
    const [byEngine, byGame] = starts(each, all, env.zone);
    assert.deepEqual(byEngine, byGame);
  };
  // Once lost: set again in the hour after the clocks went forward.
  const examples: [Entry, number[]][] = [['nights', [20, 3194, 41, 15045]]];
  fc.assert(fc.property(entry, jumps, same), { ...parameters, numRuns: Math.ceil(parameters.numRuns / 2), examples });
  const [inLondon, byGame] = starts('schedule', [], 'Europe/London');
  assert.notDeepEqual(inLondon, byGame);
});

function has(model: string, all: readonly string[]): boolean {
  return all.some((kind) => model.includes(kind));
}

function play(whole: Whole, worn: Dress, deeds: readonly Deed[], change: Change | null, core: Core = {}): void {
  const { runs = (model) => model, version } = core;
  const { executable: bare, start } = wholeOf(whole);
  let executable = dressed(bare, worn);
  const rig = new Rig(runs(executable), version);
  let game = newGame();
  const follows = (command: Command, before: InstanceState, events: readonly EngineEvent[]): boolean => {
    if (rig.state.halted !== undefined) return false;
    game = follow(executable, game, command, rig.now, before, events);
    assert.deepEqual(openInEngine(rig.state), openInGame(game), `after ${JSON.stringify(command)}`);
    return rig.state.status === 'active';
  };
  const send = (command: Command): boolean => {
    const before = rig.state;
    return follows(command, before, rig.send(command));
  };
  const goOver = ({ executable: other, byHand }: Changed): boolean => {
    const before = rig.state;
    const to = link(runs(other));
    const command = goingOver(rig.linked, to, byHand);
    const events = rig.tryMigration(command, to);
    if (events === null) return true;
    game = wentOver(executable, other, game, command.mapping);
    executable = other;
    return follows(command, before, events);
  };
  let goesOn = send(start);
  for (const [index, each] of deeds.entries()) {
    const other = change?.before === index ? changed(executable, rig.state, change) : null;
    if (goesOn && other !== null) goesOn = goOver(other);
    if (!goesOn) return;
    const command = deedFor(executable, rig.state, rig.now, each);
    const due = earliestDue(rig.state) ?? 0;
    // Now and then later than due, so that repetitions are missed.
    if (command.kind === 'timeDue') rig.now = Math.max(rig.now, due + (each.choice.which % 3) * 900_000);
    if (rig.takes(command)) goesOn = send(command);
  }
}
