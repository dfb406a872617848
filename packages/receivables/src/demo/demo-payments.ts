import { daysAfter } from '../duties/day-after.ts';
import type { PayingHabit } from './demo-debtors.ts';
import type { Random } from './random.ts';

/**
 * What becomes of an invoice. `returned`: paid, taken back by the bank, paid again later. `partly`: a part, and nothing
 * after it.
 */
export type DemoFate = 'onTime' | 'late' | 'veryLate' | 'inParts' | 'over' | 'returned' | 'partly' | 'unpaid';

export interface PlannedPayment {
  readonly bookedOn: string;
  /** Grosze; below 0 where it takes the payment before it back. */
  readonly amount: number;
  readonly namesInvoice: boolean;
}

/** Shares of each habit in percent. Over all habits about three of five invoices are paid on time, one of fifteen never. */
export function fateOf(random: Random, habit: PayingHabit): DemoFate {
  return random.weighed(FATES[habit]);
}

type Share = readonly [percent: number, fate: DemoFate];

const FATES: Readonly<Record<PayingHabit, readonly [Share, ...Share[]]>> = {
  prompt: [
    [87, 'onTime'],
    [9, 'late'],
    [3, 'over'],
    [1, 'returned'],
  ],
  late: [
    [27, 'onTime'],
    [53, 'late'],
    [8, 'veryLate'],
    [9, 'inParts'],
    [2, 'over'],
    [1, 'partly'],
  ],
  slow: [
    [5, 'onTime'],
    [20, 'late'],
    [35, 'veryLate'],
    [15, 'inParts'],
    [9, 'partly'],
    [16, 'unpaid'],
  ],
  bad: [
    [10, 'late'],
    [10, 'veryLate'],
    [20, 'partly'],
    [60, 'unpaid'],
  ],
};

/** Payments of one invoice in their order, whenever they fall. `owed`: grosze after all corrections. */
export function paymentsFor(
  random: Random,
  fate: DemoFate,
  { issuedOn, dueOn, owed }: { readonly issuedOn: string; readonly dueOn: string; readonly owed: number },
): readonly PlannedPayment[] {
  const namesInvoice = random.chance(80);
  const after = (day: string, least: number, most: number) => bankingDay(daysAfter(day, random.int(least, most)));
  const pay = (bookedOn: string, amount: number): PlannedPayment => ({ bookedOn, amount, namesInvoice });
  const part = Math.max(1, Math.round((owed * random.int(20, 70)) / 100));
  switch (fate) {
    case 'onTime':
      return [pay(onTime(random, issuedOn, dueOn), owed)];
    case 'over':
      return [pay(onTime(random, issuedOn, dueOn), owed + random.int(1, 50) * 100)];
    case 'late':
      return [pay(after(dueOn, 1, 25), owed)];
    case 'veryLate':
      return [pay(after(dueOn, 26, 110), owed)];
    case 'inParts': {
      const first = after(dueOn, 3, 30);
      return [pay(first, part), ...(owed > part ? [pay(after(first, 7, 45), owed - part)] : [])];
    }
    case 'returned': {
      const first = onTime(random, issuedOn, dueOn);
      const back = after(first, 1, 3);
      return [pay(first, owed), pay(back, -owed), pay(after(back, 5, 20), owed)];
    }
    case 'partly':
      return [pay(after(dueOn, 5, 40), part)];
    case 'unpaid':
      return [];
  }
}

/** Not before the day after issue; banks book on weekdays, so it may slip by a weekend. */
function onTime(random: Random, issuedOn: string, dueOn: string): string {
  const early = daysAfter(dueOn, -random.int(0, 6));
  return bankingDay(early > issuedOn ? early : daysAfter(issuedOn, 1));
}

function bankingDay(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? daysAfter(day, 2) : weekday === 0 ? daysAfter(day, 1) : day;
}
