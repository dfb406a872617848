import type { CaseActivities } from '@krok/activities';
import type { Command } from '@krok/engine';
import { proxyLocalActivities } from '@temporalio/workflow';
import type { CaseRun } from './case-run.ts';
import { linkedOf } from './linked-cache.ts';

const { loadDefinition } = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 3, maximumInterval: '60 s' },
});

/**
 * What commands name must be at hand before the step, which is pure. Whether it is asked for hangs on this run alone and not
 * on the worker's cache: a replay asks for the same.
 */
export async function loadDefinitions(run: CaseRun, commands: readonly Migration[]): Promise<void> {
  for (const { definition } of commands) await knowDefinition(run, definition);
}

export function isMigration(command: Command): command is Migration {
  return command.kind === 'migrate';
}

type Migration = Extract<Command, { readonly kind: 'migrate' }>;

/** Has the definition ready; one that nobody stored stays unknown, and the command is refused for it. */
export async function knowDefinition(run: CaseRun, hash: string): Promise<void> {
  if (run.definitionOf(hash) !== undefined) return;
  const loaded = await loadDefinition(run.caseId, hash);
  if (loaded !== null) run.know(hash, linkedOf(hash, loaded.executable));
}
