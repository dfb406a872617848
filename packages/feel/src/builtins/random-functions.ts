import type { Run } from '../link/run.ts';
import { drawNumber, drawUuid, type RandomSource } from '../values/random-source.ts';
import type { FeelValue } from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';

/** Camunda 8's. What they give is drawn from the environment, so that a replay gives the same. */
export const RANDOM_FUNCTIONS: readonly Overload[] = [
  builtin('uuid', [], (run) => drawn(run, drawUuid)),
  builtin('random number', [], (run) => drawn(run, drawNumber)),
];

function drawn(run: Run, draw: (source: RandomSource) => FeelValue): FeelValue {
  const { random } = run.env;
  return random === undefined
    ? run.warn('NO_RESULT', 'Expected a source of random values but there is none.')
    : draw(random);
}
