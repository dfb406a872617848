import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Command, earliestDue, type EngineEvent, fire, initialState, link, moves, step } from '@krok/engine';
import { type Dress, dress, dressed } from './random-dress.ts';
import { type Deed, deed, deedFor } from './random-life.ts';
import { anyBlock, type Block, processOf } from './random-model.ts';
import { env, Rig, stored } from './rig.ts';
import { openInEngine, openInGame } from './token-game/compare.ts';
import { follow, newGame } from './token-game/follow.ts';

/**
 * The engine against a token game written from the clauses alone: the game follows what the engine tells, move by move, and must
 * be allowed each of them and at rest when the engine is. `SEED=...` repeats a run, `RUNS=...` makes it longer.
 */
const parameters = {
  numRuns: Number(process.env['RUNS'] ?? 150),
  interruptAfterTimeLimit: 120_000,
  seed: Number(process.env['SEED'] ?? Math.trunc(performance.now() * 1000)),
};

const once = (what: number, value = 0): Deed => ({
  choice: { what, which: 0, value },
  life: { what: 30, which: 0, value: 0 },
});

const byHand = (what: number, which = 0, value = 0): Deed => ({
  choice: { what: 0, which: 0, value: 0 },
  life: { what, which, value },
});

/** What failed once, as the failure was printed: run before all others. */
const FAILED_ONCE: [Block, Dress, Deed[]][] = [
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
];

test(`the engine takes no step that the token game does not allow, and leaves none out (seed ${parameters.seed})`, () => {
  const deeds = fc.array(deed, { minLength: 3, maxLength: 30, size: 'max' });
  fc.assert(fc.property(anyBlock, dress, deeds, play), { ...parameters, examples: FAILED_ONCE });
});

test(`in whatever order its moves are made, each is one of the token game (seed ${parameters.seed})`, () => {
  fc.assert(
    fc.property(anyBlock, dress, fc.infiniteStream(fc.nat(1000)), (root, worn, order) => {
      const executable = dressed(processOf(root), worn);
      const linked = link(executable);
      const start: Command = { kind: 'start', variables: { n: 2 } };
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
    { ...parameters, numRuns: parameters.numRuns / 2 },
  );
});

function play(root: Block, worn: Dress, deeds: readonly Deed[]): void {
  const executable = dressed(processOf(root), worn);
  const rig = new Rig(executable);
  let game = newGame();
  const send = (command: Command): boolean => {
    const before = rig.state;
    const events = rig.send(command);
    if (rig.state.halted !== undefined) return false;
    game = follow(executable, game, command, rig.now, before, events);
    assert.deepEqual(openInEngine(rig.state), openInGame(game), `after ${JSON.stringify(command)}`);
    return rig.state.status === 'active';
  };
  let goesOn = send({ kind: 'start', variables: { n: 1 } });
  for (const each of deeds) {
    if (!goesOn) return;
    const command = deedFor(executable, rig.state, rig.now, each);
    const due = earliestDue(rig.state) ?? 0;
    // Now and then later than due, so that repetitions are missed.
    if (command.kind === 'timeDue') rig.now = Math.max(rig.now, due + (each.choice.which % 3) * 900_000);
    if (rig.takes(command)) goesOn = send(command);
  }
}
