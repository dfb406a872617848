/** Amounts are integer grosze (minor units of the currency), days ISO dates, months `yyyy-mm`. */

/** Whole days past due: due today is not due yet; `over360` begins with day 361. */
export type AgeBand = 'notDue' | 'to30' | 'to60' | 'to90' | 'to180' | 'to360' | 'over360';

/**
 * The furthest step that was taken about an open invoice, from what happened and not from a diagram: `order` a court order
 * that is final, `epu` a claim that was filed and has not ended, `krd` an entry of a register that is ordered or stands,
 * `demand` a posted letter with a warning, `reminder` an e-mail, SMS, letter or call that was made, `opened` a case and
 * nothing yet, `outside` no open case either.
 */
export type Stage = 'outside' | 'opened' | 'reminder' | 'demand' | 'krd' | 'epu' | 'order';

/**
 * What keeps money from being asked for now. A disputed part is counted before a plan, a plan before a promise, a promise
 * before a hold; `asked` is the rest.
 */
export type MoneyStanding = 'asked' | 'promised' | 'planned' | 'disputed' | 'held';

/** The furthest step before the day of a payment; `onTime` by the due day, `late` past it before any step. */
export type PaidAfter = 'onTime' | 'late' | Exclude<Stage, 'outside' | 'opened'>;

/** What became of what was promised for a month; replaced promises are not counted. */
export type PromiseEnd = 'kept' | 'broken' | 'open';

export interface AgeFigure {
  readonly currency: string;
  readonly band: AgeBand;
  readonly amount: number;
  readonly invoices: number;
  readonly debtors: number;
}

export interface StageFigure extends Readonly<Record<MoneyStanding, number>> {
  readonly currency: string;
  readonly stage: Stage;
  /** Its standings add up to it. */
  readonly amount: number;
  readonly invoices: number;
  readonly debtors: number;
  /** Open root cases about these invoices. */
  readonly cases: number;
}

export interface OpenTotal {
  readonly currency: string;
  readonly amount: number;
  readonly invoices: number;
  readonly debtors: number;
}

export interface PaidFigure {
  readonly currency: string;
  /** Of the day that the bank booked the payment. */
  readonly month: string;
  readonly after: PaidAfter;
  /** What payments of the month pay today: what was taken back or released does not count. */
  readonly amount: number;
  readonly payments: number;
}

export interface PromiseFigure {
  readonly currency: string;
  /** Of the promised day. */
  readonly month: string;
  readonly end: PromiseEnd;
  readonly amount: number;
  /** Promised invoices. */
  readonly count: number;
}

/** One snapshot. Rows without anything are left out; months are all that were asked about, oldest first. */
export interface MoneyFigures {
  /** On the organisation's clock. */
  readonly today: string;
  readonly months: readonly string[];
  readonly totals: readonly OpenTotal[];
  readonly ageing: readonly AgeFigure[];
  readonly stages: readonly StageFigure[];
  readonly paid: readonly PaidFigure[];
  readonly promises: readonly PromiseFigure[];
}

/** The invoices behind a figure. */
export type MoneySelection =
  | { readonly kind: 'age'; readonly band: AgeBand }
  | { readonly kind: 'stage'; readonly stage: Stage; readonly standing?: MoneyStanding }
  | { readonly kind: 'paid'; readonly month: string; readonly after?: PaidAfter | 'pastDue' }
  | { readonly kind: 'promise'; readonly month: string; readonly end?: PromiseEnd };

/** Figures for those who watch the whole. */
export interface FigureStore {
  /** Of the twelve months up to today, and up to three later ones that something is promised for. */
  money(organisationId: string, creditorId?: string): Promise<MoneyFigures>;
}
