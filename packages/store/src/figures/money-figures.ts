import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import type { MoneyFigures, OpenTotal, PaidFigure, PromiseFigure, StageFigure } from '../surface/figures.ts';
import { type MoneyScope, moneyScope } from './money-scope.ts';
import { openMoney } from './open-money.ts';
import { paidMoney } from './paid-money.ts';
import { promisedMoney } from './promised-money.ts';

/** Months that are looked back on, this one included. */
const MONTHS = 12;
/** Months ahead that something may be promised for. */
const AHEAD = 3;

/** See `FigureStore.money`. */
export function moneyFigures(db: Db, organisationId: string, creditorId?: string): Promise<MoneyFigures> {
  // One snapshot, so that the plots agree with each other.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      // Sorts and hashes of all invoices in memory; ended with the transaction.
      await sql`SET LOCAL work_mem = '64MB'`.execute(tx);
      const scope = await moneyScope(tx, organisationId, creditorId);
      const thisMonth = scope.today.slice(0, 7);
      const from = monthAfter(thisMonth, 1 - MONTHS);
      const open = await openFigures(tx, scope);
      const paid = await sql<PaidFigure>`
        SELECT currency, month, after, sum(amount)::bigint AS amount, count(DISTINCT payment_id) AS payments
        FROM (${paidMoney(scope, from, thisMonth)}) AS paid GROUP BY currency, month, after`.execute(tx);
      const promises = await sql<PromiseFigure>`
        SELECT currency, month, "end", sum(amount)::bigint AS amount, count(*) AS count
        FROM (${promisedMoney(scope, from, monthAfter(thisMonth, AHEAD))}) AS promised GROUP BY currency, month, "end"`.execute(
        tx,
      );
      const last = promises.rows.reduce((latest, { month }) => (month > latest ? month : latest), thisMonth);
      return {
        today: scope.today,
        months: monthsBetween(from, last),
        ...open,
        paid: paid.rows,
        promises: promises.rows,
      };
    });
}

type OpenRow = StageFigure & { readonly band: MoneyFigures['ageing'][number]['band'] | null; readonly level: number };

/** Bits of `grouping(band, stage)`: 1 by band, 2 by stage, 3 all. */
const BY_BAND = 1;
const BY_STAGE = 2;

async function openFigures(tx: Tx, scope: MoneyScope): Promise<Pick<MoneyFigures, 'totals' | 'ageing' | 'stages'>> {
  const { rows } = await sql<OpenRow>`
    SELECT currency, band, stage, grouping(band, stage) AS level, sum(open)::bigint AS amount, count(*) AS invoices,
      count(DISTINCT debtor_id) AS debtors, count(case_id) AS cases, sum(asked)::bigint AS asked,
      sum(promised)::bigint AS promised, sum(planned)::bigint AS planned, sum(disputed)::bigint AS disputed,
      sum(held)::bigint AS held
    FROM (${openMoney(scope)}) AS owed
    GROUP BY GROUPING SETS ((currency), (currency, band), (currency, stage))
    ORDER BY currency`.execute(tx);
  const total = ({ currency, amount, invoices, debtors }: OpenRow): OpenTotal => ({
    currency,
    amount,
    invoices,
    debtors,
  });
  return {
    totals: rows.filter(({ level }) => level === (BY_BAND | BY_STAGE)).map(total),
    ageing: rows.flatMap((row) => (row.level === BY_BAND && row.band ? [{ ...total(row), band: row.band }] : [])),
    stages: rows.filter(({ level }) => level === BY_STAGE).map(({ band: _band, level: _level, ...figure }) => figure),
  };
}

function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthAfter(month, 1)) months.push(month);
  return months;
}
