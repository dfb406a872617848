import type { processCase } from '@krok/workflows';
import { caseWorkflowId } from '@krok/workflows/messages';
import { WorkflowExecutionAlreadyStartedError, type WorkflowIdReusePolicy } from '@temporalio/client';
import type { SendContext } from './send-row.ts';

export type Revival = 'ended' | 'started' | 'logBehind';

/**
 * For a case without an open workflow: it has ended, or its workflow was lost (an older Temporal was restored) or ended by
 * force. The log decides: an open case gets a new workflow, which follows the log from the first step. Unless its workflow
 * has completed: then the log once held its end, and is older than the case.
 */
export async function reviveCase(context: SendContext, caseId: string, completed: boolean): Promise<Revival> {
  const { status, headSeq } = await context.store.cases.read(caseId);
  if (status === 'completed' || status === 'terminated') return 'ended';
  if (completed) {
    await context.store.standstills.note({
      workflowId: caseWorkflowId(caseId),
      cause: 'logBehind',
      detail: `Expected the log to hold the end of the case, which its workflow has reached, but it ends at step ${headSeq}.`,
    });
    return 'logBehind';
  }
  await startCase(context, caseId, 'ALLOW_DUPLICATE');
  return 'started';
}

export async function startCase(context: SendContext, caseId: string, reuse: WorkflowIdReusePolicy): Promise<void> {
  try {
    await context.client.workflow.start<typeof processCase>('processCase', {
      workflowId: caseWorkflowId(caseId),
      taskQueue: context.taskQueue,
      args: [{ caseId }],
      workflowIdReusePolicy: reuse,
      workflowIdConflictPolicy: 'USE_EXISTING',
      ...(context.taskTimeout && { workflowTaskTimeout: context.taskTimeout }),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
