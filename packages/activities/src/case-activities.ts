import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';
import type { Delivery } from '@krok/contracts/types';
import type { CommitAnswer, CommitRequest } from '@krok/store';

/** What a case needs to run, from the first local activity of each run. */
export interface OpenedCase {
  /** Travels as a claim (`executableClaim`): history keeps the hash, the codec puts the stored bytes in its place. */
  readonly executable: ExecutableProcess;
  readonly executableHash: string;
  readonly clock: OrganisationClock;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  /** The command that starts the case, kept with its row. */
  readonly start: Delivery;
  /** Every job waits for an external worker, whatever its type (conformance). */
  readonly externalJobs: boolean;
  /** Semantics that the case starts under; absent in histories of the first version. */
  readonly engineVersion?: number;
  /** Characters of JSON text that the variables of a case may take together; absent in histories from before there was a bound. */
  readonly mostVariables?: number;
  /** Test hook: continue as new after so many steps. */
  readonly continueAsNewEvery: number | null;
}

/** Local activities between a case and PostgreSQL. */
export interface CaseActivities {
  /** `engineVersion`: that of the asking workflow; it comes back, so that history keeps under which one the case began. */
  openCase(caseId: string, engineVersion?: number): Promise<OpenedCase>;
  commitSteps(request: CommitRequest): Promise<CommitAnswer>;
  /**
   * A definition that a case goes over to, as a claim like that of `openCase`; null where nothing of that hash is published for the
   * case's organisation and process.
   */
  loadDefinition(caseId: string, hash: string): Promise<{ readonly executable: ExecutableProcess } | null>;
  /** Whether Temporal takes what a case would carry into its next run. */
  canBeCarried(caseId: string, carry: unknown): Promise<boolean>;
  loadCalendar(caseId: string, version: string): Promise<BusinessCalendar>;
}
