import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import fc from 'fast-check';
import { dress, dressed } from '../../engine/test/random-dress.ts';
import { anyWhole, wholeOf } from '../../engine/test/random-process.ts';
import { explore } from '../src/soundness/explore.ts';
import { judge } from '../src/soundness/judge.ts';
import { systemsOf } from '../src/soundness/participant.ts';
import { everyRun, isOnRequest } from './every-run.ts';
import { small } from './small.ts';

const STATES = 600;
const ELEMENTS = Number(process.env['ELEMENTS'] ?? 13);

/** Of all kinds that the engine runs, with whatever starts it, listeners, mappings and loops. */
const model = fc
  .tuple(anyWhole, dress)
  .map(([whole, worn]) => small(dressed(wholeOf(whole).executable, worn), ELEMENTS))
  .filter((each): each is ExecutableProcess => each !== null);

test('random models: the verdicts are those of all runs that the engine can make', async (context) => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  let models = 0;
  let whole = 0;
  let unsound = 0;
  fc.assert(
    fc.property(model, (executable) => {
      const [system] = systemsOf([executable], []);
      if (system === undefined) return;
      const said = judge(explore(system, { states: STATES }));
      const lived = everyRun(executable, { everyOrder: true, states: STATES });
      models += 1;
      if (said.sound === false) unsound += 1;
      // What one run shows is so, however many were tried.
      deepEqual(
        said.deadElements.filter((id) => lived.reached.has(id)),
        [],
        'called dead, and reached',
      );
      if (lived.stuck !== null) ok(said.optionToComplete !== true, `a run stops: ${lived.stuck.join(', ')}`);
      if (lived.endsTwice) ok(said.properCompletion !== true, 'an end is reached twice');
      if (!lived.whole || said.bound !== null) return;
      whole += 1;
      const { optionToComplete, properCompletion, deadElements, counterexample } = said;
      deepEqual(
        { optionToComplete, properCompletion, dead: [...deadElements].sort() },
        { optionToComplete: lived.canEnd, properCompletion: !lived.endsTwice, dead: deadIn(executable, lived.reached) },
        JSON.stringify([lived.stuck, counterexample]),
      );
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 40) },
  );
  context.diagnostic(`seed ${seed}: ${models} models, ${whole} compared in all that can happen, ${unsound} unsound`);
});

function deadIn({ elements }: ExecutableProcess, reached: ReadonlySet<string>): readonly string[] {
  return elements
    .filter(({ id, index }) => index > 0 && !reached.has(id) && !isOnRequest(elements, index))
    .map(({ id }) => id)
    .sort();
}
