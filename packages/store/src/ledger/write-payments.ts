import type { PaymentLine } from '@krok/receivables';
import type { Insertable } from 'kysely';
import type { PaymentTable } from '../tables/ledger.ts';
import { newId } from '../uuid.ts';
import { CHUNK, type LedgerChange } from './ledger-change.ts';
import { takeBack } from './take-back.ts';

/** Payments, then those that take payments back. What they pay is settled at the end of the change. */
export async function writePayments(
  change: LedgerChange,
  lines: readonly PaymentLine[],
  debtors: ReadonlyMap<string, string>,
): Promise<void> {
  const rows: Insertable<PaymentTable>[] = [];
  for (const { reference, bookedOn, amount, currency, title, invoice, debtor, reverses } of lines) {
    const debtorId = debtors.get(debtor);
    if (debtorId === undefined || reverses !== null) continue;
    rows.push({
      id: newId(),
      bank_reference: reference,
      booked_on: bookedOn,
      amount,
      currency,
      title,
      names_invoice: invoice,
      reverses: null,
      debtor_id: debtorId,
      ...keptBy(change),
    });
    change.touched.add(debtorId);
  }
  for (let from = 0; from < rows.length; from += CHUNK) {
    await change.work.tx
      .insertInto('payment')
      .values(rows.slice(from, from + CHUNK))
      .execute();
  }
  for (const { reference, bookedOn, reverses } of lines) {
    if (reverses === null) continue;
    const payment = await change.work.tx
      .selectFrom('payment')
      .selectAll()
      .where('creditor_id', '=', change.creditorId)
      .where('bank_reference', '=', reverses)
      .executeTakeFirstOrThrow();
    await takeBack(change, payment, { bankReference: reference, bookedOn });
  }
}

/** What every row of a change says about where it came from. */
export function keptBy({ organisationId, creditorId, importId, by, at }: LedgerChange) {
  return {
    organisation_id: organisationId,
    creditor_id: creditorId,
    import_id: importId,
    recorded_by: by,
    recorded_at: at,
  };
}
