import type { BusinessCalendar } from '@krok/calendar';
import { monthsAfter } from '../duties/day-after.ts';
import { isOverdue } from '../ledger/promise-outcome.ts';

/** One part of what is owed. `amount`: grosze; `dueOn`: ISO date. */
export interface Instalment {
  readonly dueOn: string;
  readonly amount: number;
}

/** `broken`: one part was missed, and the rest is due at once. `cancelled`: by a person, without that. */
export type PlanState = 'running' | 'kept' | 'broken' | 'cancelled';

/** What is wrong with a schedule. */
export type ScheduleProblem = 'empty' | 'tooMany' | 'amount' | 'order' | 'past' | 'sum';

export const MOST_INSTALMENTS = 60;

/** A schedule has a day and an amount for each part, later days after earlier ones, and pays exactly what is owed. */
export function checkSchedule(schedule: readonly Instalment[], owed: number, today: string): ScheduleProblem | null {
  const [first] = schedule;
  if (first === undefined) return 'empty';
  if (schedule.length > MOST_INSTALMENTS) return 'tooMany';
  if (schedule.some(({ amount }) => !Number.isSafeInteger(amount) || amount <= 0)) return 'amount';
  if (schedule.some(({ dueOn }, index) => index > 0 && dueOn <= (schedule[index - 1]?.dueOn ?? ''))) return 'order';
  if (first.dueOn < today) return 'past';
  return schedule.reduce((sum, { amount }) => sum + amount, 0) === owed ? null : 'sum';
}

/** Equal parts a month apart; the last takes what does not divide. */
export function proposeSchedule(owed: number, count: number, firstOn: string): readonly Instalment[] {
  const part = Math.floor(owed / count);
  return Array.from({ length: count }, (_, index) => ({
    dueOn: monthsAfter(firstOn, index),
    amount: index === count - 1 ? owed - part * (count - 1) : part,
  }));
}

export interface PlanFacts {
  readonly schedule: readonly Instalment[];
  /** Open amount of its invoices when it was agreed, and now. Grosze. */
  readonly owedBefore: number;
  readonly owedNow: number;
  readonly tolerance: number;
  /** ISO date; null where the creditor keeps none. */
  readonly paymentsKnownThrough: string | null;
  readonly today: string;
  readonly calendar: BusinessCalendar;
  /** Banking days after the day of a part before it counts as missed. */
  readonly graceDays: number;
}

export type PlanReview =
  | { readonly kind: 'running'; readonly next: Instalment }
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly missed: Instalment };

/**
 * How a plan stands: what has come in pays its parts in their order, whichever invoice it was for. A part is missed when
 * its day and the grace are over and payments are known through that day.
 */
export function reviewPlan(facts: PlanFacts): PlanReview {
  const { schedule, owedBefore, owedNow, tolerance, paymentsKnownThrough, today, calendar, graceDays } = facts;
  if (owedNow <= tolerance) return { kind: 'kept' };
  let asked = 0;
  for (const instalment of schedule) {
    asked += instalment.amount;
    if (owedBefore - owedNow >= asked - tolerance) continue;
    return isOverdue(instalment.dueOn, paymentsKnownThrough, today, calendar, graceDays)
      ? { kind: 'broken', missed: instalment }
      : { kind: 'running', next: instalment };
  }
  return { kind: 'kept' };
}
