import type { CaseStatus, CaseSummary } from './cases.ts';

/** A line of a list for people: a case with the names that belong to it. */
export interface CaseLine extends CaseSummary {
  readonly processName: string | null;
  readonly creditorName: string | null;
  readonly debtorName: string | null;
  /** Bundles of people that are not yet done and hold an act of the case. */
  readonly openWork: number;
}

export interface CaseLineFilter {
  readonly organisationId: string;
  readonly status?: CaseStatus;
  readonly processId?: string;
  /** Part of the subject, the debtor's name or the case's id, without case. */
  readonly text?: string;
  /** Only with open incidents, or only without. */
  readonly incidents?: boolean;
  /** Counts from 1. */
  readonly page: number;
  readonly size: number;
}

export interface CommandActor {
  readonly name: string;
  /** What the person wrote when completing the work. */
  readonly note: string | null;
}

export interface DeploymentLine {
  readonly id: string;
  readonly name: string;
  /** Real time, epoch ms. */
  readonly createdAt: number;
  readonly createdByName: string | null;
  readonly processes: readonly {
    readonly processId: string;
    readonly version: number;
    readonly versionTag: string | null;
    readonly name: string | null;
  }[];
}

/** Read-only lists for people, with names and totals, newest first. */
export interface OverviewStore {
  cases(filter: CaseLineFilter): Promise<{ readonly items: readonly CaseLine[]; readonly total: number }>;
  /** Throws `NO_SUCH_CASE`. */
  case(caseId: string): Promise<CaseLine>;
  deployments(filter: {
    readonly organisationId: string;
    readonly page: number;
    readonly size: number;
  }): Promise<{ readonly items: readonly DeploymentLine[]; readonly total: number }>;
  /** The people behind the commands of a case, by command id. */
  actors(caseId: string): Promise<ReadonlyMap<string, CommandActor>>;
}
