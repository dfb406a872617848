import type { Store } from '@krok/store';

/** Failures in a row after which a case is said to stand still; before, a repeat usually helps. */
const PATIENCE = 3;

/** Calls something for a case; what fails again and again becomes visible while Temporal goes on trying. */
export type WatchCase = <T>(caseId: string, call: () => Promise<T>) => Promise<T>;

/** One memory of failures per worker; a standstill that nobody renews is over by itself. */
export function createWatchCase({ standstills }: Store): WatchCase {
  const failures = new Map<string, number>();
  return async (caseId, call) => {
    const workflowId = `case:${caseId}`;
    try {
      const answer = await call();
      if ((failures.get(caseId) ?? 0) >= PATIENCE) await standstills.clear(workflowId, ['failing']).catch(() => {});
      failures.delete(caseId);
      return answer;
    } catch (error) {
      const count = (failures.get(caseId) ?? 0) + 1;
      failures.set(caseId, count);
      // Where the database is out of reach this fails as well: that is nothing of this case.
      if (count >= PATIENCE) {
        await standstills.note({ workflowId, cause: 'failing', detail: messageOf(error) }).catch(() => {});
      }
      throw error;
    }
  };
}

/** The database's own messages quote what they refuse, which may be personal: only their code is told. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Expected an Error but got a value.';
  if (error.name === 'StoreError' || !('code' in error)) return error.message;
  return `${error.name} ${String(error.code)}`;
}
