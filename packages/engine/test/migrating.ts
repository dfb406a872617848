import type { ExecutableProcess } from '@krok/bpmn/executable';
import { Build, feel, none, text, timer } from './build.ts';
import { Rig } from './rig.ts';

/** start, one element (with what hangs on it), end. */
export function around(place: (build: Build) => number, spare = 0): ExecutableProcess {
  const build = new Build();
  for (let i = 0; i < spare; i++) build.add('task', { id: `spare${i}` });
  const start = build.add('startEvent', { ...none, id: 'start' });
  const at = place(build);
  const end = build.add('endEvent', { ...none, id: 'end' });
  build.flow(start, at);
  build.flow(at, end);
  return build.done();
}

export const wait = (duration: string, more = {}) =>
  around((build) => build.add('intermediateCatchEvent', { id: 'wait', ...timer(duration), ...more }), 1);
export const message = (name: string, key = 'n') => ({
  trigger: { kind: 'message', name: text(name), correlationKey: feel(key) },
});

export function running(executable: ExecutableProcess, variables = { n: 1 } as Record<string, number>): Rig {
  const rig = new Rig(executable);
  rig.send({ kind: 'start', variables });
  return rig;
}
