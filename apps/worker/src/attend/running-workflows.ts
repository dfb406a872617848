import type { Client } from '@temporalio/client';

export interface RunningWorkflows {
  readonly running: ReadonlySet<string>;
  /** Those whose tasks the server reports as failing; null where the server reports none such. */
  readonly reported: ReadonlySet<string> | null;
}

/** What the server's list says, which may lag behind by a moment: good enough to tell whom to ask. */
export async function runningWorkflows(client: Client, taskQueue: string): Promise<RunningWorkflows> {
  const open = `TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
  const running = await idsOf(client, open);
  try {
    return { running, reported: await idsOf(client, `${open} AND TemporalReportedProblems IS NOT NULL`) };
  } catch {
    // Servers before 1.29 don't know the attribute: every workflow is asked for itself.
    return { running, reported: null };
  }
}

async function idsOf(client: Client, query: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) ids.add(workflowId);
  return ids;
}
