export type ReplyChannel = 'email' | 'sms' | 'letter' | 'phone' | 'other';

/** What a debtor answered, as a person wrote it down. */
export interface Reply {
  readonly id: string;
  readonly organisationId: string;
  readonly caseId: string;
  readonly debtorId: string | null;
  readonly channel: ReplyChannel;
  /** ISO date. */
  readonly receivedOn: string;
  /** Null: the data of the debtor were erased. */
  readonly text: string | null;
  readonly recordedBy: string;
  /** Epoch ms on the organisation's clock. */
  readonly recordedAt: number;
  readonly handledBy: string | null;
  readonly handledAt: number | null;
}

export interface NewReply {
  readonly caseId: string;
  readonly channel: ReplyChannel;
  readonly receivedOn: string;
  readonly text: string;
  readonly by: string;
}

export interface ReplyStore {
  /** Work in the queue of replies until it is dealt with; also when its case is closed. `NO_SUCH_CASE`. Gives its id. */
  record(reply: NewReply): Promise<string>;
  /** Throws `NO_SUCH_REPLY`. */
  reply(id: string): Promise<Reply>;
  /** Oldest first. */
  ofHistory(scope: { readonly caseId: string } | { readonly debtorId: string }): Promise<readonly Reply[]>;
  /** Case of the debtor that a reply without a case is put to: an open one before a closed one, the newest first; null where there is none. */
  caseFor(debtorId: string, creditorId?: string): Promise<string | null>;
}
