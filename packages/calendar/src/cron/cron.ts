/** A schedule by the wall clock, as cron text of six fields says it. Days must match both the day of the month and the weekday. */
export interface Cron {
  /** Each ascending. */
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 1 to 12. */
  readonly months: ReadonlySet<number>;
  /** Any of them matches. */
  readonly monthDays: readonly MonthDay[];
  readonly weekdays: readonly Weekday[];
  /** Runs in every hour: then the hour that the clocks repeat has its firings twice. */
  readonly everyHour: boolean;
}

export type MonthDay =
  | { readonly kind: 'days'; readonly days: ReadonlySet<number> }
  /** So many days before the last one of the month: 0 is the last. */
  | { readonly kind: 'fromEnd'; readonly before: number }
  | { readonly kind: 'lastWorkday' }
  /** Monday to Friday nearest to the day, in the same month. */
  | { readonly kind: 'nearestWorkday'; readonly day: number };

/** 0 = Sunday ... 6 = Saturday. */
export type Weekday =
  | { readonly kind: 'weekdays'; readonly weekdays: ReadonlySet<number> }
  | { readonly kind: 'last'; readonly weekday: number }
  /** The first to fifth of its kind in the month. */
  | { readonly kind: 'nth'; readonly weekday: number; readonly nth: number };
