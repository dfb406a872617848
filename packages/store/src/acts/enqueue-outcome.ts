import type { Command, Variables } from '@krok/engine';
import type { Selectable } from 'kysely';
import { dutyOutcome } from '../duties/duty-outcome.ts';
import { postingOutcome } from '../letters/confirm-posting.ts';
import { replyOutcome } from '../replies/reply-rows.ts';
import { enqueueCommand } from '../outbox/enqueue.ts';
import type { ActTable } from '../tables/acts.ts';
import type { Work } from '../work.ts';

/** What a case is told about its act. */
export type ToldOutcome =
  | { readonly kind: 'completed'; readonly variables: Variables }
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly variables: Variables }
  | { readonly kind: 'failed'; readonly retries: number; readonly backOff: number; readonly message: string };

/** One outbox row: the act's outcome on its way to the case that wished it. A duty's outcome goes to its listing or claim. */
export async function enqueueOutcome(
  work: Work,
  act: Selectable<ActTable>,
  outcome: ToldOutcome,
  at: number,
): Promise<void> {
  if (act.source_kind === 'reply') return replyOutcome(work, act, at);
  if (act.source_kind === 'letter') return postingOutcome(work, act, outcome, at);
  if (act.source_kind === 'listing' || act.source_kind === 'claim') return dutyOutcome(work, act, outcome, at);
  await enqueueCommand(work, {
    organisationId: act.organisation_id,
    caseId: act.case_id,
    command: commandOf(act, outcome),
    at,
    actId: act.id,
  });
}

/** A user task can't fail (BPMN knows no such thing): one that the desk refused is over, and its case goes on. */
function commandOf(act: Selectable<ActTable>, outcome: ToldOutcome): Command {
  const job = act.source_id;
  if (act.source_kind === 'userTask') {
    return { kind: 'completeUserTask', userTask: job, variables: outcome.kind === 'failed' ? {} : outcome.variables };
  }
  switch (outcome.kind) {
    case 'completed':
      return { kind: 'completeJob', job, variables: outcome.variables };
    case 'error':
      return { kind: 'throwJobError', job, code: outcome.code, message: outcome.message, variables: outcome.variables };
    case 'failed':
      return { kind: 'failJob', job, retries: outcome.retries, backOff: outcome.backOff, message: outcome.message };
  }
}
