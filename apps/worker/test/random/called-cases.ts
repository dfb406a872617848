import assert from 'node:assert/strict';
import type { Command } from '@krok/engine';
import type { Store } from '@krok/store';
import pg from 'pg';
import { CANCELLED } from './random-cases.ts';

/** Cases that others call, and what is done to them for the answer that the caller is to get. */
export interface CalledCases {
  answer(caller: string, command: Extract<Command, { kind: 'calledCompleted' | 'calledFailed' }>): Promise<void>;
  of(caller: string): Promise<readonly string[]>;
  /** All of an organisation. */
  in(organisationId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function calledCases(url: string, store: Store): Promise<CalledCases> {
  const database = new pg.Pool({ connectionString: url, max: 2 });
  const called = async (where: string, values: readonly string[]): Promise<string[]> => {
    const { rows } = await database.query<{ id: string }>(`SELECT id FROM process_case WHERE ${where}`, [...values]);
    return rows.map(({ id }) => id);
  };
  return {
    answer: async (caller, command) => {
      const [caseId] = await called('parent_case_id = $1 AND parent_call = $2', [caller, command.call]);
      assert.ok(caseId, `Expected a case of call ${command.call} but there is none`);
      await store.cases.enqueue(caseId, await commandFor(caseId, command));
    },
    of: (caller) => called('parent_case_id = $1', [caller]),
    in: (organisationId) => called('organisation_id = $1', [organisationId]),
    close: () => database.end(),
  };

  async function commandFor(
    caseId: string,
    command: Extract<Command, { kind: 'calledCompleted' | 'calledFailed' }>,
  ): Promise<Command> {
    if (command.kind === 'calledFailed' && command.code === undefined) return { kind: 'cancel', reason: CANCELLED };
    const [start] = await store.log.read(caseId);
    const task = start?.events.find((event) => event.kind === 'userTaskCreated');
    assert.ok(task?.kind === 'userTaskCreated', 'Expected the called case at its task');
    const n = command.kind === 'calledCompleted' ? (command.variables['n'] ?? null) : 2;
    return { kind: 'completeUserTask', userTask: task.userTask, variables: { n } };
  }
}
