import type { Client } from '@temporalio/client';

/** Workflow tasks and activities that running workflows wait for: what Temporal itself knows of a standstill. */
export async function pendingTasks(client: Client): Promise<unknown[]> {
  const pending: unknown[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query: 'ExecutionStatus = "Running"' })) {
    const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
    const task = raw.pendingWorkflowTask;
    pending.push({
      workflowId,
      task: task && {
        attempt: task.attempt,
        scheduled: seconds(task.scheduledTime),
        started: seconds(task.startedTime),
      },
      activities: (raw.pendingActivities ?? []).map(({ activityType, attempt, state }) => ({
        type: activityType?.name,
        attempt,
        state,
      })),
    });
  }
  return pending;
}

const seconds = (time: { seconds?: unknown } | null | undefined): string | null =>
  time ? new Date(Number(String(time.seconds)) * 1000).toISOString() : null;
