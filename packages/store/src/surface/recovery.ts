export interface OpenCase {
  readonly caseId: string;
  /** Time alone should have made a step by now, and has not. */
  readonly overdue: boolean;
}

/** Tells which workflows should be running, for who finds out which of them do not. Pages of at most `limit`, after the last id. */
export interface RecoveryStore {
  /** Open cases of all organisations, by id. */
  openCases(after: string | null, limit: number): Promise<readonly OpenCase[]>;
  /**
   * Ids of the desks, listings, claims and daily works with something to do that no waking is on its way to. Under a manual
   * clock only those with something due.
   */
  openWork(after: string | null, limit: number): Promise<readonly string[]>;
  /** Puts a waking of these workflows on its way, cases included, unless something is on its way to them already. */
  wake(workflowIds: readonly string[]): Promise<void>;
}
