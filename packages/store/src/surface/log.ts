import type { CommitAnswer, CommitRequest, StepRecord } from '../commit-types.ts';

/** `at`: sequence number where the chain is broken first. */
export type ChainVerdict =
  | { readonly kind: 'intact'; readonly head: number; readonly hash: string }
  | { readonly kind: 'broken'; readonly at: number; readonly reason: ChainBreak; readonly message: string };

export type ChainBreak = 'missingStep' | 'unexpectedStep' | 'wrongPrevious' | 'changedStep' | 'wrongHead';

export interface StepSummary {
  readonly seq: number;
  readonly commandId: string;
  readonly now: number;
  readonly engineVersion: number;
  readonly hash: string;
}

/** Steps that a restored database lacks, as their case's history tells them. */
export interface RebuildRequest {
  readonly caseId: string;
  /** Head of the log; `steps[0].seq` is `after + 1`. */
  readonly after: number;
  readonly steps: readonly StepRecord[];
  /** Earliest due time after the last step; absent where it is not known. */
  readonly nextDue?: number | null;
}

/**
 * `moved`: the log no longer ends at `after`. `doubtful`: acts that these steps wished, without an outcome, that may have
 * left the firm after the back-up: the organisation's sending is off until a person has looked.
 */
export type Rebuilt =
  | { readonly kind: 'rebuilt'; readonly head: number; readonly doubtful: number }
  | { readonly kind: 'moved' };

export interface LogStore {
  /**
   * Stores the steps of a case and projects their events, in one transaction under a lock on the case.
   * Rules: commit-types.ts. Throws `WRONG_STEPS` for steps that are not consecutive and `CASE_CLOSED` after the end.
   */
  commitSteps(request: CommitRequest): Promise<CommitAnswer>;
  /** Decrypted steps in order; both bounds inclusive; at most `limit` (default 200). Throws `KEY_ERASED`. */
  read(
    caseId: string,
    range?: { readonly from?: number; readonly to?: number; readonly limit?: number },
  ): Promise<readonly StepRecord[]>;
  /** Without decrypting. */
  summary(caseId: string): Promise<readonly StepSummary[]>;
  /**
   * Stores steps that the case made after the back-up from which this database was restored, all or none. What they did
   * outside of the case then is not done again: signals are not thrown, called cases are not started (their call fails, which
   * is an incident), messages that they took are taken.
   */
  rebuild(request: RebuildRequest): Promise<Rebuilt>;
  /** Recomputes every hash; needs no key. */
  verifyChain(caseId: string): Promise<ChainVerdict>;
  /** Seq under which the command was stored, or null. */
  findCommand(caseId: string, commandId: string): Promise<number | null>;
}
