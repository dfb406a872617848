import type { LedgerPlanView } from '@krok/contracts/schemas';

export interface PlanPart {
  readonly dueOn: string;
  readonly amount: number;
  /** What of it is not paid yet. */
  readonly left: number;
  readonly late: boolean;
}

/** What has come in pays the parts in their order, whichever invoice it was for. Grosze. */
export function partsOf({ schedule }: Pick<LedgerPlanView, 'schedule'>, paid: number, today: string): PlanPart[] {
  let asked = 0;
  return schedule.map(({ dueOn, amount }) => {
    asked += amount;
    const left = Math.min(amount, Math.max(0, asked - paid));
    return { dueOn, amount, left, late: left > 0 && dueOn < today };
  });
}
