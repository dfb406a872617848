/** What is known of one worklist item when it is ranked. Amounts in grosze, days ISO dates, instants epoch ms. */
export interface WorkFacts {
  readonly channel: string;
  /** A statutory or court duty: it has a term of its own. */
  readonly duty: boolean;
  /** When the task itself is due; null where the procedure set nothing. */
  readonly dueAt: number | null;
  /** 0 to 100; 50 where the procedure says nothing. */
  readonly priority: number;
  /** Put off until then by a person; null: not put off. */
  readonly snoozedUntil: number | null;
  /** It was put off because the debtor asked to be called then. */
  readonly callback: boolean;
  /** The debtor answered, and nobody has dealt with it. */
  readonly reply: boolean;
  /** The procedure shows it from then on. */
  readonly followUpAt: number | null;
  readonly invoices: readonly WorkInvoice[];
}

export interface WorkInvoice {
  readonly open: number;
  readonly dueOn: string;
  readonly disputed: boolean;
  /** Last day before the claim is barred by time. */
  readonly limitationOn: string;
  /** The last promise about it. */
  readonly promise: { readonly state: 'open' | 'kept' | 'broken' | 'replaced'; readonly promisedOn: string } | null;
}

/** Where an item is shown. All but `waiting` are part of today's work. */
export type WorkQueue = 'today' | 'brokenPromises' | 'replies' | 'callbacks' | 'disputes' | 'approvals' | 'waiting';

/** Why an item stands where it stands; `points` are what the reason adds. */
export type RankReason =
  | { readonly code: 'callback'; readonly points: number; readonly at: number }
  | { readonly code: 'duty'; readonly points: number }
  | { readonly code: 'reply'; readonly points: number }
  /** `days` left; negative once the term is over. */
  | { readonly code: 'limitation'; readonly points: number; readonly on: string; readonly days: number }
  | { readonly code: 'taskOverdue'; readonly points: number; readonly days: number }
  | { readonly code: 'taskDueToday'; readonly points: number }
  | { readonly code: 'promiseBroken'; readonly points: number; readonly promisedOn: string }
  | { readonly code: 'disputed'; readonly points: number }
  | { readonly code: 'amount'; readonly points: number; readonly amount: number }
  | { readonly code: 'daysOverdue'; readonly points: number; readonly days: number }
  | { readonly code: 'priority'; readonly points: number; readonly priority: number };

export interface WorkRank {
  readonly queues: readonly WorkQueue[];
  /** Sum of the reasons' points; the highest comes first. */
  readonly score: number;
  /** The weightiest first. */
  readonly reasons: readonly RankReason[];
  /** Open amount of its invoices. */
  readonly amount: number;
  /** Of its oldest open invoice; 0 where none is overdue. */
  readonly daysOverdue: number;
}
