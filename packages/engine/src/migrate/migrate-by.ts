import { reject } from '../commands/reject.ts';
import type { Linked } from '../link.ts';
import type { Command, InstanceState, Step, StepEnv } from '../types/index.ts';
import { migrate } from './migrate.ts';

/** The command `migrate`: a migration that does not fit is a rejection, and the instance stays on its version. */
export function migrateBy(
  linked: Linked,
  state: InstanceState,
  command: Extract<Command, { kind: 'migrate' }>,
  env: StepEnv,
): Step {
  const { status } = state;
  if (status === 'new') return refused('notStarted', 'The instance has not been started');
  if (status !== 'active') return refused('ended', `The instance is ${status}`);
  const { definition, source } = command;
  if (state.definition === definition) return refused('alreadyMigrated', 'The instance runs that version already');
  if (state.definition !== undefined && state.definition !== source) {
    return refused(
      'otherDefinition',
      'Expected the version that the mapping was made for but the instance runs another',
    );
  }
  const to = env.definitionOf?.(definition);
  if (to === undefined)
    return refused('unknownDefinition', `Expected the definition ${definition} but it was not given`);
  const migration = migrate(linked, to, state, command, env);
  if (migration.kind === 'migrated') {
    const { state: next, events, effects } = migration;
    return { kind: 'stepped', state: next, events, effects };
  }
  const reasons = migration.findings.map(({ code, element, message }) => `${element}: ${message} (${code})`);
  return refused('migrationRefused', [...new Set(reasons)].slice(0, MOST_REASONS).join('; '));
}

const MOST_REASONS = 10;

function refused(...[code, message]: Parameters<typeof reject>): Step {
  return { kind: 'rejected', rejection: reject(code, message) };
}
