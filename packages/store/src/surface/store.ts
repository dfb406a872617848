import type { ActStore } from './acts.ts';
import type { ApprovalStore } from './approvals.ts';
import type { CaseMigrationStore } from './case-migrations.ts';
import type { CaseFileStore } from './case-files.ts';
import type { CaseStore } from './cases.ts';
import type { ClockStore } from './clock.ts';
import type { DailyStore } from './daily.ts';
import type { DeploymentStore } from './deployments.ts';
import type { DraftStore } from './drafts.ts';
import type { DutyStore } from './duties.ts';
import type { ExchangeStore } from './exchange.ts';
import type { JobStore } from './jobs.ts';
import type { FigureStore } from './figures.ts';
import type { KeyStore } from './keys.ts';
import type { LedgerStore } from './ledger.ts';
import type { LiveStore } from './live.ts';
import type { LetterStore } from './letters.ts';
import type { LogStore } from './log.ts';
import type { OperationsStore } from './operations.ts';
import type { OrganisationStore, PartyStore } from './organisations.ts';
import type { OutboxStore } from './outbox.ts';
import type { OverviewStore } from './overview.ts';
import type { ReplyStore } from './replies.ts';
import type { RecoveryStore } from './recovery.ts';
import type { RepairStore } from './repairs.ts';
import type { StandstillStore } from './standstills.ts';
import type { SettingStore } from './settings.ts';
import type { UserStore } from './users.ts';

export interface StoreOptions {
  /** PostgreSQL URL. */
  readonly url: string;
  /** Folder of the key files, outside the database and its back-ups; made when missing, readable by its owner only. */
  readonly keysFolder: string;
  /** Default 10. */
  readonly maxConnections?: number;
  /**
   * Nobody else works on the database: locks and the organisations' terms are kept in this process, nobody is told of
   * news, and commits don't wait for the disk. Who works so changes no organisation but its clock. Default false.
   */
  readonly alone?: boolean;
  /** Characters of JSON text that the variables of a case may take together (`caseBounds`); default `MOST_VARIABLES`. */
  readonly mostVariables?: number;
}

/** Every function is one transaction. */
export interface Store {
  readonly organisations: OrganisationStore;
  readonly parties: PartyStore;
  readonly users: UserStore;
  readonly clock: ClockStore;
  readonly deployments: DeploymentStore;
  readonly drafts: DraftStore;
  readonly cases: CaseStore;
  readonly log: LogStore;
  readonly outbox: OutboxStore;
  readonly exchange: ExchangeStore;
  readonly jobs: JobStore;
  readonly acts: ActStore;
  readonly ledger: LedgerStore;
  readonly duties: DutyStore;
  readonly letters: LetterStore;
  readonly settings: SettingStore;
  readonly approvals: ApprovalStore;
  readonly daily: DailyStore;
  readonly keys: KeyStore;
  readonly overview: OverviewStore;
  readonly figures: FigureStore;
  readonly caseFiles: CaseFileStore;
  readonly operations: OperationsStore;
  readonly live: LiveStore;
  readonly standstills: StandstillStore;
  readonly recovery: RecoveryStore;
  readonly repairs: RepairStore;
  readonly caseMigrations: CaseMigrationStore;
  readonly replies: ReplyStore;
  close(): Promise<void>;
}
