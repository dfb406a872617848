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
  /** Recomputes every hash; needs no key. */
  verifyChain(caseId: string): Promise<ChainVerdict>;
  /** Seq under which the command was stored, or null. */
  findCommand(caseId: string, commandId: string): Promise<number | null>;
}
