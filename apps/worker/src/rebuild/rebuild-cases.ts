import { StoreError } from '@krok/store';
import type { CaseRebuilt, RebuildContext } from './rebuild-case.ts';
import { rebuildCase } from './rebuild-case.ts';

/** `unknown`: Temporal runs the case, but its row and its key were made after the back-up: nobody can read its history. */
export type RebuildLine = { readonly caseId: string } & (
  | CaseRebuilt
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed'; readonly message: string }
);

const PAGE = 200;

/** Every open case of a restored database, then the running cases that it does not know. */
export async function* rebuildCases(context: RebuildContext, taskQueue: string): AsyncGenerator<RebuildLine> {
  const { store, client } = context;
  for (let after: string | null = null; ; ) {
    const page = await store.recovery.openCases(after, PAGE);
    for (const { caseId } of page) yield { caseId, ...(await rebuilt(context, caseId)) };
    after = page.at(-1)?.caseId ?? null;
    if (after === null || page.length < PAGE) break;
  }
  const query = `TaskQueue = "${taskQueue}" AND WorkflowType = "processCase" AND ExecutionStatus = "Running"`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) {
    const caseId = workflowId.slice('case:'.length);
    if (await isUnknown(context, caseId)) yield { caseId, kind: 'unknown' };
  }
}

/** What cannot be rebuilt must not keep the others waiting. */
async function rebuilt(
  context: RebuildContext,
  caseId: string,
): Promise<CaseRebuilt | { kind: 'failed'; message: string }> {
  try {
    return await rebuildCase(context, caseId);
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

async function isUnknown({ store }: RebuildContext, caseId: string): Promise<boolean> {
  try {
    await store.cases.read(caseId);
    return false;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'NO_SUCH_CASE') return true;
    throw error;
  }
}
