/**
 * What does not go on by itself and is no incident of the engine.
 * `unstorable`: the database refuses the step of a command; the command is set aside, the case takes others.
 * `tooLarge`: with the step of a command the case would hold too much; it is set aside too.
 * `undeliverable`: Temporal refuses a command (too large); it is set aside too.
 * `failing`: a case cannot read or write the database, again and again, for another reason; it goes on trying.
 * `brokenWorkflow`: the workflow's code or its history fails at each attempt; it goes on by itself once mended.
 * `logBehind`: the log ends before the case (an older database was restored): its steps must be rebuilt.
 */
export type StandstillCause = 'unstorable' | 'tooLarge' | 'undeliverable' | 'failing' | 'brokenWorkflow' | 'logBehind';

export interface Standstill {
  readonly id: string;
  readonly organisationId: string;
  /** `case:<id>`, `desk:<key>`, `daily:<organisation>`, `listing:<id>` or `claim:<id>`. */
  readonly workflowId: string;
  readonly caseId: string | null;
  readonly cause: StandstillCause;
  /** The command that was set aside; null where none is. */
  readonly commandId: string | null;
  /** Technical, in English, without personal data. */
  readonly detail: string;
  readonly times: number;
  /** Epoch ms on the organisation's clock. */
  readonly since: number;
}

export interface NewStandstill {
  readonly workflowId: string;
  readonly cause: StandstillCause;
  readonly commandId?: string;
  readonly detail: string;
}

export interface StandstillStore {
  /** Once per workflow, cause and command: a repeat counts. Of a workflow that belongs to nobody known: nothing. */
  note(standstill: NewStandstill): Promise<void>;
  /** Over: `causes` of this workflow. */
  clear(workflowId: string, causes: readonly StandstillCause[]): Promise<void>;
  /** Oldest first. */
  open(organisationId: string, limit?: number): Promise<readonly Standstill[]>;
  /** Throws `NO_SUCH_STANDSTILL`. */
  read(id: string): Promise<Standstill>;
  /** Workflows with an open standstill of this cause, of any organisation. */
  workflowsWith(cause: StandstillCause): Promise<readonly string[]>;
  /**
   * Once the cause is mended: the command is sent again, or the case, desk, daily work, listing or claim told to look again. `NEEDS_REBUILD` for a log that is
   * behind. The others go on by themselves.
   */
  retry(id: string): Promise<void>;
  /** Gives up the command that was set aside: refused for good (`NOTHING_SET_ASIDE` where no outbox row holds it). */
  drop(id: string): Promise<void>;
}
