import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { MoneyFigures, PaidFigure, PromiseFigure } from '../surface/figures.ts';
import { moneyScope } from './money-scope.ts';
import { openFigures } from './open-figures.ts';
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
        SELECT currency, month, after, sum(amount)::bigint AS amount, count(*) AS payments
        FROM (SELECT payment_id, currency, after, min(month) AS month, sum(amount) AS amount
          FROM (${paidMoney(scope, from, thisMonth)}) AS paid GROUP BY payment_id, currency, after) AS of_payment
        GROUP BY currency, month, after`.execute(tx);
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
