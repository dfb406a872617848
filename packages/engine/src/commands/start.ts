import { keepSeed } from '../behaviors/randomness.ts';
import { startsOf } from '../behaviors/structure.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { ENGINE_VERSION } from '../version.ts';
import { reject, rejectVariables } from './reject.ts';

export function start(run: Run, command: Extract<Command, { kind: 'start' }>): Rejection | null {
  if (run.draft.status !== 'new') return reject('alreadyStarted', 'The instance has been started');
  const { startEvent, called, variables } = command;
  const process = run.linked.element(0);
  if (startEvent === undefined && startsOf(run, process).length === 0) {
    return reject('noNoneStartEvent', `Expected a none start event in ${process.id} but there is none`);
  }
  if (startEvent !== undefined && run.linked.elements[startEvent]?.definition.scope !== 0) {
    return reject('noNoneStartEvent', `Expected element ${startEvent} to start ${process.id} but it does not`);
  }
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;

  const { engineVersion = ENGINE_VERSION } = run.env;
  const started = { kind: 'instanceStarted', instance: run.newId(), engineVersion } as const;
  run.emit({ ...started, ...(startEvent !== undefined && { startEvent }), ...(called === true && { called }) });
  const root = run.draft.instance(started.instance);
  keepSeed(run);
  setLocal(run, root, variables);
  run.queue.add(root);
  return null;
}
