import { caseWorkflowId, deliver, deskWorkflowId, wake } from '@krok/workflows/messages';
import type { desk, processCase } from '@krok/workflows';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { OutboxRow } from '@krok/store';

/** What became of a row: `retry` keeps it in the outbox. */
export type RowOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'retry'; readonly reason: string };

/** Sends one outbox row to Temporal and says what became of it. Sending twice is harmless: ids deduplicate. */
export async function sendRow(client: Client, taskQueue: string, row: OutboxRow): Promise<RowOutcome> {
  switch (row.kind) {
    case 'startCase':
      await startCase(client, taskQueue, row.caseId);
      return { kind: 'delivered' };
    case 'command':
      return sendCommand(client, taskQueue, row);
    case 'wakeDesk':
      await client.workflow.signalWithStart<typeof desk, [{ at: number }]>('desk', {
        workflowId: deskWorkflowId(row.deskKey),
        taskQueue,
        args: [{ deskKey: row.deskKey }],
        signal: wake,
        signalArgs: [{ at: row.at }],
      });
      return { kind: 'delivered' };
  }
}

/** Starts the case's workflow; false when this case has run to its end before. */
async function startCase(client: Client, taskQueue: string, caseId: string): Promise<boolean> {
  try {
    await client.workflow.start<typeof processCase>('processCase', {
      workflowId: caseWorkflowId(caseId),
      taskQueue,
      args: [{ caseId }],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

async function sendCommand(
  client: Client,
  taskQueue: string,
  row: Extract<OutboxRow, { kind: 'command' }>,
): Promise<RowOutcome> {
  const handle = client.workflow.getHandle(caseWorkflowId(row.caseId));
  try {
    const answer = await handle.executeUpdate(deliver, {
      updateId: row.id,
      args: [{ id: row.id, at: row.at, command: row.command }],
    });
    if (answer.kind === 'logged') return { kind: 'delivered' };
    if (answer.kind === 'refused') return answer;
    return { kind: 'closed' };
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    // Either the case has ended, or Temporal is older than the log: then a new run follows the log from its first step.
    const restarted = await startCase(client, taskQueue, row.caseId);
    return restarted ? { kind: 'retry', reason: 'the case was started again from its log' } : { kind: 'closed' };
  }
}
