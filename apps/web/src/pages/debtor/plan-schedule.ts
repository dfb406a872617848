import { checkSchedule, type Instalment, proposeSchedule, type ScheduleProblem } from '@krok/receivables';
import { groszeOf } from '../cases/grosze-of.ts';

/** What a person asks for; days and amounts (as typed, by the index of the part) that are to be other than proposed. */
export interface PlanWish {
  readonly count: number;
  /** ISO date; '' while none was chosen. */
  readonly firstOn: string;
  readonly days: Readonly<Record<number, string>>;
  readonly amounts: Readonly<Record<number, string>>;
}

export interface PlanDraft {
  readonly schedule: readonly Instalment[];
  /** Parts whose amount cannot be read. */
  readonly unreadable: ReadonlySet<number>;
  readonly problem: ScheduleProblem | null;
  /** Grosze that the parts pay more (or, below 0, less) than is owed. */
  readonly over: number;
}

/** Parts a month apart: those without an amount of their own share equally what the others leave. Amounts in grosze. */
export function draftPlan({ count, firstOn, days, amounts }: PlanWish, owed: number, today: string): PlanDraft {
  if (firstOn === '' || owed <= 0) return { schedule: [], unreadable: new Set(), problem: null, over: 0 };
  const monthly = proposeSchedule(owed, count, firstOn);
  const typed = monthly.map((_, index) => amounts[index]?.trim() ?? '');
  const fixed = typed.map((text) => (text === '' ? null : groszeOf(text)));
  const unreadable = new Set(typed.flatMap((text, index) => (text !== '' && fixed[index] === null ? [index] : [])));
  const free = typed.flatMap((text, index) => (text === '' ? [index] : []));
  const left = owed - fixed.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
  const shares = new Map(
    free.length === 0
      ? []
      : proposeSchedule(Math.max(0, left), free.length, firstOn).map(({ amount }, at) => [free[at], amount]),
  );
  const schedule = monthly.map(({ dueOn }, index) => ({
    dueOn: days[index] || dueOn,
    amount: fixed[index] ?? shares.get(index) ?? 0,
  }));
  const over = schedule.reduce((sum, { amount }) => sum + amount, 0) - owed;
  return { schedule, unreadable, problem: checkSchedule(schedule, owed, today), over };
}
