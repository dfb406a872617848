import type { DebtorLedgerView } from '@krok/contracts/schemas';

export const ageBands = ['ageingNotDue', 'ageing30', 'ageing60', 'ageing90', 'ageing180', 'ageingMore'] as const;
export type AgeBand = (typeof ageBands)[number];

export interface AgeingLine {
  readonly currency: string;
  /** Grosze still open. */
  readonly amounts: Readonly<Record<AgeBand, number>>;
  readonly total: number;
}

/** Last day overdue of each band but the last. */
const ends: readonly (readonly [number, AgeBand])[] = [
  [0, 'ageingNotDue'],
  [30, 'ageing30'],
  [60, 'ageing60'],
  [90, 'ageing90'],
  [180, 'ageing180'],
];

/** What is open by how long it is overdue on a day (ISO date), one line a currency. */
export function ageingOf(ledgers: readonly DebtorLedgerView[], today: string): AgeingLine[] {
  const open = ledgers.flatMap(({ invoices }) => invoices).filter((invoice) => !invoice.paid && invoice.open > 0);
  return [...Map.groupBy(open, ({ currency }) => currency)].map(([currency, invoices]) => {
    const amounts = { ageingNotDue: 0, ageing30: 0, ageing60: 0, ageing90: 0, ageing180: 0, ageingMore: 0 };
    let total = 0;
    for (const invoice of invoices) {
      const days = Math.round((Date.parse(today) - Date.parse(invoice.dueOn)) / 86_400_000);
      const band = ends.find(([end]) => days <= end)?.[1] ?? 'ageingMore';
      amounts[band] += invoice.open;
      total += invoice.open;
    }
    return { currency, amounts, total };
  });
}
