import type { ActChannel, ActKind } from '@krok/contracts/types';

/** One wish of one case, as planning sees it. Instants are epoch milliseconds on the organisation's clock. */
export interface DueAct {
  readonly id: string;
  readonly creditor: string;
  readonly debtor: string;
  readonly kind: ActKind;
  readonly channel: ActChannel;
  readonly dueAt: number;
  /** Invoices that the act is about; none where it is about the debtor as such. */
  readonly invoices: readonly string[];
  /** `debtor`: may share one letter, mail or call with others of the pair. `alone`: one of its own, as the procedure says. */
  readonly joins: 'debtor' | 'alone';
  /** What exactly it is, where the channel alone does not say (a reminder, a warning): acts of another form never join. */
  readonly form?: string | null;
  /** The law asks for it: it neither waits for windows and caps nor counts against them. */
  readonly statutory?: boolean;
  /** A friendly reminder that has no place beside a formal demand about another invoice. */
  readonly soft?: boolean;
}
