import type { ActChannel, ActKind } from '@krok/contracts/types';
import type { CaseStatus, CaseSummary } from './cases.ts';
import type { Stage } from './figures.ts';

/** A line of a list for people: a case with the names that belong to it. */
export interface CaseLine extends CaseSummary {
  readonly processName: string | null;
  readonly creditorName: string | null;
  readonly debtorName: string | null;
  /** Number of the invoice that the case is about; null where it is about something else. */
  readonly subjectNumber: string | null;
  /** Bundles of people that are not yet done and hold an act of the case. */
  readonly openWork: number;
  /** Since when a person has suspended it, epoch ms on the organisation's clock; null: it runs. */
  readonly suspendedAt: number | null;
}

export interface CaseLineFilter {
  readonly organisationId: string;
  readonly status?: CaseStatus;
  readonly processId?: string;
  readonly creditorId?: string;
  /** Open root cases about an invoice that is owed and has come so far. */
  readonly stage?: Stage;
  /** ISO code: only cases about an invoice in it. */
  readonly currency?: string;
  /** Part of the subject, the debtor's name or the case's id, without case. */
  readonly text?: string;
  /** Only with open incidents, or only without. */
  readonly incidents?: boolean;
  /** Only suspended cases, or only those that run. */
  readonly suspended?: boolean;
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

/** The last promise about an invoice that no later one replaced. */
export interface LastPromise {
  readonly state: 'open' | 'kept' | 'broken' | 'replaced';
  /** Grosze. */
  readonly amount: number;
  readonly promisedOn: string;
}

/** A contact with a debtor that was made, or may have been made. */
export interface ContactLine {
  readonly bundleId: string;
  readonly channel: ActChannel;
  readonly kind: ActKind;
  /** Job type of what was joined in it; null for a user task. */
  readonly type: string | null;
  /** Epoch ms on the organisation's clock. */
  readonly at: number;
  /** Null for a machine. */
  readonly by: string | null;
  readonly state: 'done' | 'failed' | 'unknown';
  /** Our own reference outside; null for what people did. */
  readonly effectKey: string | null;
  readonly note: string | null;
}

export interface SearchFilter {
  readonly organisationId: string;
  readonly text: string;
  /** Of each kind. */
  readonly limit: number;
  /** Debtors and their invoices: names are personal data. */
  readonly debtors: boolean;
  readonly cases: boolean;
}

export interface Found {
  readonly debtors: readonly {
    readonly id: string;
    readonly name: string;
    readonly nip: string | null;
    readonly town: string | null;
  }[];
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string;
    readonly debtorId: string;
    readonly debtorName: string;
    readonly currency: string;
    readonly dueOn: string;
    readonly open: number;
    readonly caseId: string | null;
  }[];
  readonly cases: readonly {
    readonly id: string;
    /** Number of its invoice, or its business key. */
    readonly key: string | null;
    readonly status: CaseStatus;
    readonly processName: string;
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
  /** Names of creditors and debtors by id. */
  partyNames(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>>;
  /** By invoice id. */
  lastPromises(invoiceIds: readonly string[]): Promise<ReadonlyMap<string, LastPromise>>;
  /** Newest first. */
  contacts(debtorId: string, limit: number): Promise<readonly ContactLine[]>;
  /** Part of a debtor's name, the beginning of a NIP, part of an invoice's number, a case by what it is about or its id. */
  search(filter: SearchFilter): Promise<Found>;
}
