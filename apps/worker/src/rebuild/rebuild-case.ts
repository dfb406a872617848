import type { StepRecord, Store } from '@krok/store';
import { caseWorkflowId } from '@krok/workflows/messages';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { recordHistory } from './record-history.ts';
import { type History, runBefore } from './settled-history.ts';

export interface RebuildContext {
  readonly store: Store;
  readonly client: Client;
  /** Made with `recording`. */
  readonly bundle: WorkflowBundleWithSourceMap;
}

/**
 * `whole`: the log is no older than the case. `noHistory`: Temporal knows nothing of it, so that nothing can be missing but
 * what both have lost. `notKept`: the run that made the steps from `from` on is no longer kept by Temporal. `doubtful`: see
 * `Rebuilt`.
 */
export type CaseRebuilt =
  | { readonly kind: 'whole' }
  | { readonly kind: 'rebuilt'; readonly from: number; readonly head: number; readonly doubtful: number }
  | { readonly kind: 'notKept'; readonly from: number; readonly to: number }
  | { readonly kind: 'noHistory' };

/** Gives the log of a case the steps that its history holds and a restored database lacks. Harmless to repeat. */
export async function rebuildCase(context: RebuildContext, caseId: string): Promise<CaseRebuilt> {
  const { store } = context;
  const { headSeq } = await store.cases.read(caseId);
  const steps = new Map<number, StepRecord>();
  const nextDue = new Map<number, number | null>();
  let runId: string | null | undefined;
  for (;;) {
    const history = await historyOf(context.client, caseId, runId);
    if (history === null) break;
    const recording = await recordHistory(store, context.bundle, caseWorkflowId(caseId), history);
    for (const [seq, step] of recording.steps) steps.set(seq, step);
    for (const [seq, due] of recording.nextDue) nextDue.set(seq, due);
    runId = runBefore(history);
    // A run that continued another begins where that one ended; one that did not tells all from the first step on.
    if (runId === null || steps.has(headSeq) || steps.has(headSeq + 1)) break;
  }
  if (runId === undefined) return { kind: 'noHistory' };
  const last = Math.max(0, ...steps.keys());
  if (last <= headSeq) return { kind: 'whole' };
  const missing: StepRecord[] = [];
  for (let seq = headSeq + 1; seq <= last; seq += 1) {
    const step = steps.get(seq);
    if (step === undefined) return { kind: 'notKept', from: headSeq + 1, to: seq };
    missing.push(step);
  }
  const due = nextDue.get(last);
  const answer = await store.log.rebuild({
    caseId,
    after: headSeq,
    steps: missing,
    ...(due !== undefined && { nextDue: due }),
  });
  // The case itself wrote in between, which it can only where nothing was missing.
  if (answer.kind === 'moved') return { kind: 'whole' };
  return { kind: 'rebuilt', from: headSeq + 1, head: answer.head, doubtful: answer.doubtful };
}

async function historyOf(client: Client, caseId: string, runId: string | null | undefined): Promise<History | null> {
  try {
    return await client.workflow.getHandle(caseWorkflowId(caseId), runId ?? undefined).fetchHistory();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
