import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/**
 * `absent`: unknown to Temporal, or ended otherwise than by completing. `broken`: its workflow task fails again and
 * again.
 */
export type WorkflowHealth =
  | { readonly kind: 'running' }
  | { readonly kind: 'broken'; readonly attempts: number; readonly detail: string }
  | { readonly kind: 'completed' }
  | { readonly kind: 'absent' };

/** Attempts of one workflow task after which it is said to be broken; a task that a kill interrupted needs two. */
const PATIENCE = 4;

export async function workflowHealth(client: Client, workflowId: string): Promise<WorkflowHealth> {
  try {
    const { status, raw } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'COMPLETED') return { kind: 'completed' };
    if (status.name !== 'RUNNING') return { kind: 'absent' };
    const attempts = raw.pendingWorkflowTask?.attempt ?? 0;
    if (attempts < PATIENCE) return { kind: 'running' };
    const detail = await lastFailure(client, workflowId);
    // A task that times out has no worker, which is nothing of this workflow.
    return detail === null ? { kind: 'running' } : { kind: 'broken', attempts, detail };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { kind: 'absent' };
    throw error;
  }
}

/** Of the task that fails now; its later attempts leave no event. */
async function lastFailure(client: Client, workflowId: string): Promise<string | null> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId },
    maximumPageSize: 10,
  });
  for (const event of history?.events ?? []) {
    if (event.workflowTaskCompletedEventAttributes) return null;
    const failed = event.workflowTaskFailedEventAttributes;
    if (failed) return failed.failure?.message ?? 'Expected the workflow task to complete but it failed.';
  }
  return null;
}
