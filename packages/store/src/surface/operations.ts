/** What a process said of itself; instants are real time, epoch ms. */
export interface ServiceSeen {
  readonly name: string;
  readonly seenAt: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface OutboxLag {
  /** Rows that should be on their way by now. */
  readonly waiting: number;
  /** Age of the oldest of them, ms of real time. */
  readonly oldestMs: number;
  /** Rows that were tried in vain at least this often: see `stuck`. */
  readonly failing: number;
}

/** A case that does not go on although nobody has to do anything. */
export interface StuckCase {
  readonly caseId: string;
  readonly reason: 'notDelivered' | 'notStarted' | 'overdueTimer';
  /** Real time for what was not delivered, else the organisation's clock; epoch ms. */
  readonly since: number;
  readonly attempts: number;
  readonly error: string | null;
}

export interface PersonLoad {
  /** Null: nobody holds it. */
  readonly userId: string | null;
  readonly name: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly doneToday: number;
}

/** Acts that machines perform and that wait now. */
export interface WaitingChannel {
  readonly channel: 'email' | 'sms' | 'letter' | 'krd' | 'epu' | 'webhook';
  readonly count: number;
  readonly debtors: number;
}

/** How the installation fares. */
export interface OperationsStore {
  /** Milliseconds of one trip to the database. */
  ping(): Promise<number>;
  seen(name: string, detail: Readonly<Record<string, unknown>>): Promise<void>;
  services(): Promise<readonly ServiceSeen[]>;
  outboxLag(organisationId: string): Promise<OutboxLag>;
  /** Oldest first. */
  stuck(organisationId: string, limit?: number): Promise<readonly StuckCase[]>;
  /** Open work by who holds it. `now` and `dayStart`: epoch ms on the organisation's clock. */
  load(organisationId: string, now: number, dayStart: number): Promise<readonly PersonLoad[]>;
  /** What would leave the firm if nothing held it. */
  waitingToLeave(organisationId: string): Promise<readonly WaitingChannel[]>;
}
