import { isKept } from '@krok/receivables';
import type { NewMessage } from '../surface/exchange.ts';
import type { LedgerChange } from './ledger-change.ts';

/** Open promises about invoices that were just paid, in full or as far as promised. */
export async function keepPromises({ work: { tx }, posted, tolerance, at }: LedgerChange): Promise<NewMessage[]> {
  const ids = [...new Set(posted.map(({ invoice_id: id }) => id))];
  if (ids.length === 0) return [];
  const items = await tx
    .selectFrom('promise_item as t')
    .innerJoin('promise as p', 'p.id', 't.promise_id')
    .innerJoin('invoice_balance as b', 'b.invoice_id', 't.invoice_id')
    .select(['t.promise_id', 't.invoice_id', 't.amount', 't.open_before', 'b.open', 'p.promised_on'])
    .where('t.invoice_id', 'in', ids)
    .where('t.state', '=', 'open')
    .execute();
  const messages: NewMessage[] = [];
  for (const item of items) {
    const { amount: promised, open_before: openBefore, open: openNow } = item;
    if (!isKept({ promised, openBefore, openNow, tolerance })) continue;
    await tx
      .updateTable('promise_item')
      .set({ state: 'kept', settled_at: at })
      .where('promise_id', '=', item.promise_id)
      .where('invoice_id', '=', item.invoice_id)
      .execute();
    messages.push({
      name: 'promise-kept',
      correlationKey: item.invoice_id,
      variables: { promiseDate: item.promised_on },
    });
  }
  return messages;
}
