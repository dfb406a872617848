import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';
import type { Command, Variables } from '@krok/engine';

export type CaseStatus = 'starting' | 'active' | 'completed' | 'terminated';

export interface CaseOptions {
  /** Every job is an open job row, whatever its type (conformance). */
  readonly performers?: 'external';
  /** The shell continues as new each time so many steps were made (test hook). */
  readonly continueEvery?: number;
}

export interface NewCase {
  readonly organisationId: string;
  readonly processId: string;
  /** Default: the deployment in force. */
  readonly deploymentId?: string;
  readonly creditorId?: string;
  readonly debtorId?: string;
  /** Reference of what the case is about (an invoice id): at most one open root case each (`SUBJECT_HAS_OPEN_CASE`). */
  readonly subject?: string;
  readonly variables: Variables;
  readonly startEvent?: number;
  readonly options?: CaseOptions;
  /** User id of the person who starts it. */
  readonly by?: string;
}

/** What the workflow of a case needs before its first step. */
export interface OpenedCase {
  readonly caseId: string;
  readonly organisationId: string;
  readonly status: CaseStatus;
  readonly deploymentId: string;
  readonly processId: string;
  /** Of what it started with: its log is read from there. */
  readonly executableHash: string;
  readonly clock: OrganisationClock;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  readonly headSeq: number;
  /** `at`: epoch ms on the organisation's clock when the case was created. */
  readonly start: { readonly commandId: 'start'; readonly command: Command; readonly at: number };
  readonly options: CaseOptions;
}

export interface CaseSummary {
  readonly id: string;
  readonly organisationId: string;
  readonly creditorId: string | null;
  readonly debtorId: string | null;
  readonly subject: string | null;
  readonly deploymentId: string;
  readonly processId: string;
  readonly version: number;
  /** Of the version in force; `deploymentId` and `version` are its. */
  readonly executableHash: string;
  /** Of the version that it started with. */
  readonly startedHash: string;
  readonly status: CaseStatus;
  readonly parentCaseId: string | null;
  readonly rootCaseId: string;
  readonly headSeq: number;
  /** Epoch ms on the organisation's clock, as are all instants here. */
  readonly nextDue: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly incidents: number;
}

export interface CaseFilter {
  readonly organisationId: string;
  readonly status?: CaseStatus;
  readonly processId?: string;
  readonly subject?: string;
  readonly rootCaseId?: string;
  /** Default 50, at most 500. Newest first. */
  readonly limit?: number;
  /** Id of the last case of the page before. */
  readonly after?: string;
}

export interface Incident {
  readonly caseId: string;
  readonly incident: string;
  readonly element: number;
  readonly cause: string;
  readonly message: string;
  readonly job: string | null;
  readonly raisedAt: number;
  readonly resolvedAt: number | null;
}

export interface CaseStore {
  create(request: NewCase): Promise<{ readonly caseId: string }>;
  open(caseId: string): Promise<OpenedCase>;
  /** Throws `NO_SUCH_CASE`. */
  read(caseId: string): Promise<CaseSummary>;
  list(filter: CaseFilter): Promise<readonly CaseSummary[]>;
  /** Open ones first. */
  incidents(caseId: string): Promise<readonly Incident[]>;
  openIncidents(organisationId: string, limit?: number): Promise<readonly Incident[]>;
  /** Puts a command of a person or of the API on its way to the case (`CASE_CLOSED`). Gives the command's id. */
  enqueue(caseId: string, command: Command, by?: string): Promise<string>;
}
