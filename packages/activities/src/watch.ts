import type { Store } from '@krok/store';

/** Failures in a row after which a workflow is said to stand still; before, a repeat usually helps. */
const PATIENCE = 3;

/**
 * Calls something for a workflow; what fails again and again becomes visible while Temporal goes on trying. `of`: where the
 * workflow's id is to be found, when `what` fails is not the id itself.
 */
export type Watch = <T>(what: string, call: () => Promise<T>, of?: () => Promise<string>) => Promise<T>;

/** The same for the workflow of a case. */
export type WatchCase = <T>(caseId: string, call: () => Promise<T>) => Promise<T>;

/** One memory of failures per worker; a standstill that nobody renews is over by itself. */
export function createWatch({ standstills }: Store): Watch {
  const failures = new Map<string, number>();
  return async (what, call, of = async () => what) => {
    try {
      const answer = await call();
      if ((failures.get(what) ?? 0) >= PATIENCE) await clear(of).catch(() => {});
      failures.delete(what);
      return answer;
    } catch (error) {
      const count = (failures.get(what) ?? 0) + 1;
      failures.set(what, count);
      // Where the database is out of reach this fails as well: that is nothing of this one.
      if (count >= PATIENCE) await note(of, messageOf(error)).catch(() => {});
      throw error;
    }
  };

  async function note(of: () => Promise<string>, detail: string): Promise<void> {
    await standstills.note({ workflowId: await of(), cause: 'failing', detail });
  }
  async function clear(of: () => Promise<string>): Promise<void> {
    await standstills.clear(await of(), ['failing']);
  }
}

/** The database's own messages quote what they refuse, which may be personal: only their code is told. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Expected an Error but got a value.';
  if (error.name === 'StoreError' || !('code' in error)) return error.message;
  return `${error.name} ${String(error.code)}`;
}
