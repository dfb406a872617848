import type { MigrationMapping } from '@krok/engine';
import type { Refusal } from './outbox.ts';

/** Cases that are to go over from one version of their process to another. */
export interface NewCaseMigration {
  /** Chosen by who asks, a UUID: asked twice it is one migration. */
  readonly id: string;
  readonly organisationId: string;
  readonly processId: string;
  /** Of the executable that the cases run. */
  readonly sourceHash: string;
  readonly targetDeploymentId: string;
  readonly mapping: MigrationMapping;
  readonly reason: string;
  /** User id; null: somebody at the machine itself. */
  readonly by: string | null;
  /** Those among them that do not run the source, are not open or are somebody else's are left out. `all`: every one that runs it. */
  readonly cases: readonly string[] | 'all';
}

/**
 * `waiting`: its command is on its way. `migrated`: it runs the other version. `refused`: it no longer fits, and stays on its
 * version. `closed`: it has ended before. `aside`: its command stands still (see standstills).
 */
export type CaseMigrationState = 'waiting' | 'migrated' | 'refused' | 'closed' | 'aside';

export interface CaseMigration {
  readonly id: string;
  readonly organisationId: string;
  readonly processId: string;
  readonly sourceHash: string;
  readonly sourceVersion: number;
  readonly targetDeploymentId: string;
  readonly targetHash: string;
  readonly targetVersion: number;
  readonly mapping: MigrationMapping;
  readonly reason: string;
  readonly askedByName: string | null;
  /** Epoch ms on the organisation's clock. */
  readonly askedAt: number;
  readonly counts: { readonly [S in CaseMigrationState]: number };
}

export interface CaseMigrationResult {
  readonly caseId: string;
  readonly state: CaseMigrationState;
  readonly refusal: Refusal | null;
}

export interface CaseMigrationStore {
  /** Whether this executable is published for the organisation and process of the case. */
  isPublishedFor(caseId: string, hash: string): Promise<boolean>;
  /** Ids of the active cases that run this executable, oldest first. */
  running(organisationId: string, processId: string, hash: string): Promise<readonly string[]>;
  /**
   * Puts the command on its way to every case, in one transaction with the record of who asked. Throws `NO_SUCH_PROCESS`,
   * `NO_SUCH_DEPLOYMENT`, `KEY_USED`.
   */
  start(request: NewCaseMigration): Promise<CaseMigration>;
  /** Null where there is none of that id. */
  find(organisationId: string, id: string): Promise<CaseMigration | null>;
  /** Newest first, at most 50. */
  list(organisationId: string, processId: string): Promise<readonly CaseMigration[]>;
  /** What became of each case. */
  results(id: string): Promise<readonly CaseMigrationResult[]>;
}
