import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Store } from '@krok/store';
import type { RandomStep } from './random-cases.ts';

interface Standing {
  readonly store: Store;
  readonly organisationId: string;
  readonly caseId: string;
  readonly processId: string;
  /** Which it is to go over to. */
  readonly deployment: string;
}

/** As who migrates the cases of a procedure does it; what becomes of this one is what became of the pure instance. */
export async function goOver(
  { store, caseId, deployment, ...of }: Standing,
  { command, events }: RandomStep,
  rest: () => Promise<void>,
): Promise<void> {
  if (command.kind !== 'migrate') return;
  const { source, mapping, reason } = command;
  const order = { id: randomUUID(), sourceHash: source, targetDeploymentId: deployment, mapping, reason, by: null };
  await store.caseMigrations.start({ ...of, ...order, cases: [caseId] });
  await rest();
  const results = await store.caseMigrations.results(order.id);
  const became = events === null ? 'refused' : 'migrated';
  assert.deepEqual(
    results.map((each) => [each.caseId, each.state]),
    [[caseId, became]],
  );
}

/** The step as it is logged where the other version was published as this deployment. */
export function deployedAs<T extends Pick<RandomStep, 'command' | 'events'>>(step: T, deployment: string): T {
  const command = step.command.kind === 'migrate' ? { ...step.command, deployment } : step.command;
  const events = step.events?.map((event) => (event.kind === 'instanceMigrated' ? { ...event, deployment } : event));
  return { ...step, command, events };
}
