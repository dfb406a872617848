/**
 * What changed: of the kind that a page shows. `case` also stands for its incidents and jobs, `work` for a bundle of the
 * worklist, `debtor` for the books about one.
 */
export type LiveKind = 'case' | 'work' | 'debtor' | 'procedure' | 'clock';

/** Ids and kinds only: whoever may see more asks for it. `id` null: many, or which one is not known. */
export interface LiveChange {
  readonly organisationId: string;
  readonly kind: LiveKind;
  readonly id: string | null;
}

export interface LiveStore {
  /**
   * Hears of changes that any process of the house has committed. `lost`: the connection broke and is back, so that
   * changes may have been missed.
   */
  listen(handlers: {
    readonly changed: (changes: readonly LiveChange[]) => void;
    readonly lost: () => void;
  }): Promise<{ close(): Promise<void> }>;
}
