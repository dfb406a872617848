import type { Command } from '@krok/engine';

/** Why a case refused: the engine's rejection, or one of the shell's. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * Something on its way, taken by a relay for the time of its lease. `id` is the command's id in the case's log and the id of the Update.
 * `at`: epoch ms on the organisation's clock when it was written.
 */
export type OutboxRow = {
  readonly id: string;
  readonly organisationId: string;
  readonly at: number;
  /** Counts from 1. */
  readonly attempt: number;
  /** How often it was set aside and sent again: part of the id of its Update. */
  readonly sending: number;
} & (
  | { readonly kind: 'startCase'; readonly caseId: string; readonly deploymentId: string; readonly processId: string }
  /** `seen`: the case takes it at this head of its log and nowhere else. */
  | { readonly kind: 'command'; readonly caseId: string; readonly command: Command; readonly seen?: number }
  | { readonly kind: 'wakeDesk'; readonly deskKey: string }
  | { readonly kind: 'wakeDaily' }
  /** The organisation's clock was set anew. */
  | { readonly kind: 'wakeCase'; readonly caseId: string }
  | { readonly kind: 'wakeListing'; readonly listingId: string }
  | { readonly kind: 'wakeClaim'; readonly claimId: string }
);

export interface RefusedCommand {
  readonly id: string;
  readonly caseId: string;
  readonly commandKind: string;
  readonly rejection: Refusal | null;
  readonly at: number;
}

export interface OutboxStore {
  /**
   * Leases up to `limit` rows: in order, at most one under way per case, desk, listing and claim. A row comes back when neither
   * `delivered`, `refused`, `closed` nor `failed` was said within the lease (default 30 s): also when its case has logged it, for
   * a case answers only after the log, and Temporal forgets an answer that it had not yet stored. `withoutDesks` leaves the desks'.
   */
  takePending(
    limit: number,
    options?: {
      readonly leaseMs?: number;
      readonly withoutDesks?: boolean;
      /** At most so many of rows that were taken before; default: no bound of their own. */
      readonly repeats?: number;
    },
  ): Promise<readonly OutboxRow[]>;
  /** All waking of desks that is pending, settled at once; gives the desks. For who works alone: a wake is lost with its taker. */
  takeDeskWakes(): Promise<readonly string[]>;
  /** Whoever held a lease is gone: its rows may be taken again. */
  endLeases(): Promise<void>;
  /** `delivered` for many. */
  allDelivered(ids: readonly string[]): Promise<void>;
  /** The workflow runs, the case has answered the command that it logged, or the desk is awake. A repeat does nothing. */
  delivered(id: string): Promise<void>;
  /** The case moved on. A message goes back to the exchange; an act's outcome is marked as no longer needed. */
  refused(id: string, rejection: { readonly code: string; readonly message: string }): Promise<void>;
  /** The case has ended: like `refused`. */
  closed(id: string): Promise<void>;
  /** Nobody can take it as it is: it blocks nothing, stands as a standstill, and is sent again when a person says so. */
  setAside(id: string, cause: 'unstorable' | 'undeliverable' | 'tooLarge', reason: string): Promise<void>;
  /** Could not be delivered now: comes back after a back-off of 0.2 s doubling to 30 s. A late word of a former lease (`attempt`) is ignored. */
  failed(id: string, error: string, attempt?: number): Promise<void>;
  /** Calls `ring` soon after rows were written by any process; a relay also polls, because a bell may be lost. */
  listen(ring: () => void): Promise<{ close(): Promise<void> }>;
  /** Rows that their case refused or could no longer take, newest first. */
  refusedCommands(caseId: string): Promise<readonly RefusedCommand[]>;
}
