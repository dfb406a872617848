import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import type { MoneyFigures, MoneyStanding, OpenTotal } from '../surface/figures.ts';
import type { MoneyScope } from './money-scope.ts';
import { BANDS, openMoney, STAGES } from './open-money.ts';

type OpenFigures = Pick<MoneyFigures, 'totals' | 'ageing' | 'stages'>;

/** What is owed by currency, by age and by stage; currencies in order. */
export async function openFigures(tx: Tx, scope: MoneyScope): Promise<OpenFigures> {
  const { rows } = await sql<SumRow | DebtorRow>`
    WITH owed AS MATERIALIZED (
      SELECT currency, debtor_id, band, stage, open, case_id, asked, promised, planned, disputed, held
      FROM (${openMoney(scope)}) AS each_invoice
    )
    SELECT 'sum' AS kind, currency, band, stage, sum(open)::bigint AS amount, count(*) AS invoices, count(case_id) AS cases,
      sum(asked)::bigint AS asked, sum(promised)::bigint AS promised, sum(planned)::bigint AS planned,
      sum(disputed)::bigint AS disputed, sum(held)::bigint AS held
    FROM owed GROUP BY currency, band, stage
    UNION ALL
    -- Each debtor once a currency, with a bit for every age and stage of what it owes: counted without a sort.
    SELECT 'debtors', currency, bands, stages, count(*), 0, 0, 0, 0, 0, 0, 0
    FROM (SELECT currency, bit_or(1 << band) AS bands, bit_or(1 << stage) AS stages FROM owed GROUP BY currency, debtor_id) AS d
    GROUP BY currency, bands, stages`.execute(tx);
  const sums = rows.filter((row) => row.kind === 'sum');
  const debtors = rows.filter((row) => row.kind === 'debtors');
  const currencies = [...new Set(sums.map(({ currency }) => currency))].sort();
  return {
    totals: currencies.map((currency) => totalOf(currency, of(sums, currency), of(debtors, currency))),
    ageing: currencies.flatMap((currency) =>
      BANDS.flatMap((band, index) => {
        const within = of(sums, currency).filter((row) => row.band === index);
        if (within.length === 0) return [];
        const owing = of(debtors, currency).filter(({ band: bands }) => (bands & (1 << index)) !== 0);
        return [{ ...totalOf(currency, within, owing), band }];
      }),
    ),
    stages: currencies.flatMap((currency) =>
      STAGES.flatMap((stage, index) => {
        const within = of(sums, currency).filter((row) => row.stage === index);
        if (within.length === 0) return [];
        const owing = of(debtors, currency).filter(({ stage: stages }) => (stages & (1 << index)) !== 0);
        const total = (name: MoneyStanding | 'cases') => added(within.map((row) => row[name]));
        return [
          {
            ...totalOf(currency, within, owing),
            stage,
            cases: total('cases'),
            asked: total('asked'),
            promised: total('promised'),
            planned: total('planned'),
            disputed: total('disputed'),
            held: total('held'),
          },
        ];
      }),
    ),
  };
}

interface Row extends Readonly<Record<MoneyStanding, number>> {
  readonly currency: string;
  readonly band: number;
  readonly stage: number;
  readonly amount: number;
  readonly invoices: number;
  readonly cases: number;
}

/** Money of one age and stage. */
interface SumRow extends Row {
  readonly kind: 'sum';
}

/** `amount` debtors who owe in these ages (bits of `band`) and stages (bits of `stage`). */
interface DebtorRow extends Row {
  readonly kind: 'debtors';
}

function of<R extends Row>(rows: readonly R[], currency: string): R[] {
  return rows.filter((row) => row.currency === currency);
}

function totalOf(currency: string, sums: readonly SumRow[], owing: readonly DebtorRow[]): OpenTotal {
  return {
    currency,
    amount: added(sums.map(({ amount }) => amount)),
    invoices: added(sums.map(({ invoices }) => invoices)),
    debtors: added(owing.map(({ amount }) => amount)),
  };
}

function added(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
