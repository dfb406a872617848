import { accept } from './commands/accept.ts';
import { Draft } from './draft/draft.ts';
import type { Linked } from './link.ts';
import { migrateBy } from './migrate/migrate-by.ts';
import { fireAll } from './moves.ts';
import { Run } from './run.ts';
import type { Command, InstanceState, Step, StepEnv } from './types/index.ts';
import { effectsOf } from './views/effects-of.ts';

/**
 * What a command does: accepts it, then makes moves until none is left. Pure: the state given is never changed, and the
 * same arguments give the same step. A refused command is a rejection, decided before anything is written. Throws
 * `EngineBug` only.
 */
export function step(linked: Linked, state: InstanceState, command: Command, env: StepEnv): Step {
  if (command.kind === 'migrate') return migrateBy(linked, state, command, env);
  const run = new Run(linked, new Draft(linked, state), env);
  const rejection = accept(run, command);
  if (rejection !== null) return { kind: 'rejected', rejection };
  fireAll(run);
  const { events } = run;
  if (events.length === 0) return { kind: 'stepped', state, events, effects: [] };
  return { kind: 'stepped', state: run.draft.finish(), events, effects: effectsOf(events) };
}
