import type { DeskView } from '@krok/store';

/** Planning of one desk: acts of one creditor and debtor. */
export interface PlanOrder {
  readonly deskKey: string;
  /** Epoch ms on the organisation's clock for which the desk was woken or set its timer; null at its first look. */
  readonly at: number | null;
}

export interface PlannedWork {
  /** Machine bundles to perform now, oldest first. */
  readonly ready: readonly string[];
  /** Epoch ms on the organisation's clock: look again then. Null: only an event changes anything. */
  readonly wakeAt: number | null;
  readonly clock: DeskView['clock'];
}

export interface PerformOrder {
  readonly bundleId: string;
}

/** What became of a bundle. Only for the history: the store holds the truth. */
export type Performed = 'delivered' | 'unknown' | 'refused' | 'retryLater' | 'settledBefore' | 'notNow';

/** Both may run again at any moment, in whole or in part, and while an earlier run is still under way. */
export interface DeskActivities {
  planActs(order: PlanOrder): Promise<PlannedWork>;
  performBundle(order: PerformOrder): Promise<Performed>;
}
