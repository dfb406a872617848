import { type RawBuilder, sql } from 'kysely';
import type { MoneySelection } from '../surface/figures.ts';
import type { MoneyScope } from './money-scope.ts';
import { BANDS, openMoney, STAGES } from './open-money.ts';
import { paidMoney } from './paid-money.ts';
import { promisedMoney } from './promised-money.ts';

/** A row of `selectedMoney`: an invoice and the part of its money that a figure counts; one row a payment or promise. */
export interface SelectedMoney {
  readonly invoice_id: string;
  readonly debtor_id: string;
  readonly creditor_id: string;
  readonly currency: string;
  readonly amount: number;
}

/** A query of the money behind a figure: it adds up to what the figure says. */
export function selectedMoney(scope: MoneyScope, selection: MoneySelection): RawBuilder<SelectedMoney> {
  const columns = sql`invoice_id, debtor_id, creditor_id, currency`;
  switch (selection.kind) {
    case 'age':
      return sql`SELECT ${columns}, open AS amount FROM (${openMoney(scope)}) AS owed
        WHERE band = ${BANDS.indexOf(selection.band)}`;
    case 'stage': {
      const amount = sql.ref(selection.standing ?? 'open');
      return sql`SELECT ${columns}, ${amount} AS amount FROM (${openMoney(scope)}) AS owed
        WHERE stage = ${STAGES.indexOf(selection.stage)} AND ${amount} > 0`;
    }
    case 'paid': {
      const { month, after = null } = selection;
      return sql`SELECT ${columns}, amount FROM (${paidMoney(scope, month, month)}) AS paid
        WHERE ${after}::text IS NULL OR after = ${after} OR (${after} = 'pastDue' AND after <> 'onTime')`;
    }
    case 'promise': {
      const { month, end = null } = selection;
      return sql`SELECT ${columns}, amount FROM (${promisedMoney(scope, month, month)}) AS promised
        WHERE ${end}::text IS NULL OR "end" = ${end}`;
    }
  }
}
