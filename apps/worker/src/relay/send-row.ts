import type { OutboxRow, Store } from '@krok/store';
import type { claim, daily, desk, listing } from '@krok/workflows';
import {
  caseWorkflowId,
  claimWorkflowId,
  clockChanged,
  dailyWorkflowId,
  deliver,
  deskWorkflowId,
  listingWorkflowId,
  wake,
} from '@krok/workflows/messages';
import { type Client, isGrpcServiceError, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { workflowHealth } from '../attend/workflow-health.ts';
import { deliveryOf } from './delivery-of.ts';
import { reviveCase, startCase } from './revive-case.ts';

export interface SendContext {
  readonly store: Store;
  readonly client: Client;
  readonly taskQueue: string;
  readonly taskTimeout?: '5 s';
}

/** What became of a row: `retry` keeps it in the outbox. */
export type RowOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'setAside'; readonly cause: 'unstorable' | 'undeliverable' | 'tooLarge'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string };

/** Sends one outbox row to Temporal and says what became of it. Sending twice is harmless: ids deduplicate. */
export async function sendRow(context: SendContext, row: OutboxRow): Promise<RowOutcome> {
  switch (row.kind) {
    case 'startCase':
      await startCase(context, row.caseId, 'REJECT_DUPLICATE');
      return { kind: 'delivered' };
    case 'command':
      return sendCommand(context, row);
    case 'wakeDaily':
      await context.client.workflow.signalWithStart<typeof daily, [{ at: number }]>('daily', {
        workflowId: dailyWorkflowId(row.organisationId),
        taskQueue: context.taskQueue,
        args: [{ organisationId: row.organisationId }],
        signal: wake,
        signalArgs: [{ at: row.at }],
      });
      return { kind: 'delivered' };
    case 'wakeCase':
      return tellClock(context, row.organisationId, row.caseId);
    case 'wakeListing':
      await context.client.workflow.signalWithStart<typeof listing, [{ at: number }]>('listing', {
        workflowId: listingWorkflowId(row.listingId),
        taskQueue: context.taskQueue,
        args: [{ id: row.listingId }],
        signal: wake,
        signalArgs: [{ at: row.at }],
      });
      return { kind: 'delivered' };
    case 'wakeClaim':
      await context.client.workflow.signalWithStart<typeof claim, [{ at: number }]>('claim', {
        workflowId: claimWorkflowId(row.claimId),
        taskQueue: context.taskQueue,
        args: [{ id: row.claimId }],
        signal: wake,
        signalArgs: [{ at: row.at }],
      });
      return { kind: 'delivered' };
    case 'wakeDesk':
      await context.client.workflow.signalWithStart<typeof desk, [{ at: number }]>('desk', {
        workflowId: deskWorkflowId(row.deskKey),
        taskQueue: context.taskQueue,
        args: [{ deskKey: row.deskKey }],
        signal: wake,
        signalArgs: [{ at: row.at }],
      });
      return { kind: 'delivered' };
  }
}

async function sendCommand(context: SendContext, row: Extract<OutboxRow, { kind: 'command' }>): Promise<RowOutcome> {
  try {
    const answer = await context.client.workflow.getHandle(caseWorkflowId(row.caseId)).executeUpdate(deliver, {
      updateId: row.sending === 0 ? row.id : `${row.id}.${row.sending}`,
      args: [deliveryOf(row)],
    });
    switch (answer.kind) {
      case 'logged':
        return { kind: 'delivered' };
      case 'refused':
        return answer;
      case 'setAside':
        return { ...answer, cause: answer.cause ?? 'unstorable' };
      case 'ended':
        return { kind: 'closed' };
    }
  } catch (error) {
    if (isTooLarge(error)) return { kind: 'setAside', cause: 'undeliverable', reason: error.message };
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return withoutWorkflow(context, row.caseId);
  }
}

/** Temporal will never take it: over the limits of a payload or of a request. */
function isTooLarge(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause)) return false;
  const large = /larger than|too large|exceeds/i.test(cause.details);
  return large && (cause.code === INVALID_ARGUMENT || cause.code === RESOURCE_EXHAUSTED);
}

/** gRPC status codes. */
const INVALID_ARGUMENT = 3;
const RESOURCE_EXHAUSTED = 8;

async function tellClock(context: SendContext, organisationId: string, caseId: string): Promise<RowOutcome> {
  try {
    // The clock in force, not the one of when the row was written: rows that wait must not set an older one.
    const { clock } = await context.store.clock.read(organisationId);
    await context.client.workflow.getHandle(caseWorkflowId(caseId)).signal(clockChanged, clock);
    return { kind: 'delivered' };
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return withoutWorkflow(context, caseId);
  }
}

/** No open workflow: an open case gets a new one, and the row waits for it. */
async function withoutWorkflow(context: SendContext, caseId: string): Promise<RowOutcome> {
  const { kind } = await workflowHealth(context.client, caseWorkflowId(caseId));
  switch (await reviveCase(context, caseId, kind === 'completed')) {
    case 'ended':
      return { kind: 'closed' };
    case 'started':
      return { kind: 'retry', reason: 'the open case had no workflow and was started again from its log' };
    case 'logBehind':
      return { kind: 'retry', reason: 'the log of the case is older than its workflow and must be rebuilt' };
  }
}
