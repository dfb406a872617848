import type { Command, EngineEvent } from '@krok/engine';

/** What a step depended on beside its command: stored with it, so that replay is exact. */
export interface EnvRef {
  /** Epoch ms on the organisation's clock. */
  readonly now: number;
  readonly zone: string;
  readonly calendarVersion: string;
  readonly engineVersion: number;
}

/** One step of a case as the shell proposes it and as the log keeps it. `seq` counts from 1 without gaps. */
export interface StepRecord {
  readonly seq: number;
  readonly commandId: string;
  readonly command: Command;
  readonly env: EnvRef;
  readonly events: readonly EngineEvent[];
}

/** Proposed steps, consecutive; the last state's earliest due time goes with them for the clock and the worklist. */
export interface CommitRequest {
  readonly caseId: string;
  /** Head of the log as the case knows it; `steps[0].seq` is `after + 1`. With no steps the call only checks the head: `committed`, `follow` or `gap`. */
  readonly after: number;
  readonly steps: readonly StepRecord[];
  /** Epoch ms on the organisation's clock after the last step; null when nothing is timed. */
  readonly nextDue: number | null;
  /** The step after these, which the shell knows to make too much of the case. `isTold`: who gave the command hears of it. */
  readonly tooLarge?: { readonly commandId: string; readonly reason: string; readonly isTold: boolean };
}

/**
 * `committed`: all steps up to and including `head` are stored, by this call.
 * `follow`: another attempt wrote from `after + 1` on; drop own results, apply these (at most 200 and 1 MB; ask again for the rest), keep own commands queued unless their id is among them.
 * `duplicate`: the steps before it were stored; `commandId` was stored long ago at `seq`: drop that command, compute the rest again.
 * `unstorable`: the steps before it were stored; the one of `commandId` never will be, because the database refuses it or it is too large: set that command aside, compute the rest again.
 * `gap`: the log ends at `head`, before the case: stop and report.
 */
export type CommitAnswer =
  | { readonly kind: 'committed'; readonly head: number; readonly calendarVersion: string }
  | { readonly kind: 'follow'; readonly steps: readonly StepRecord[] }
  | { readonly kind: 'duplicate'; readonly commandId: string; readonly seq: number; readonly head: number }
  | {
      readonly kind: 'unstorable';
      readonly commandId: string;
      readonly reason: string;
      readonly head: number;
      readonly cause?: 'tooLarge';
    }
  | { readonly kind: 'gap'; readonly head: number };
