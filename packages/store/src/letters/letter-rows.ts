import type { Selectable } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { RegisteredLetter } from '../surface/letters.ts';
import type { RegisteredLetterTable } from '../tables/letters.ts';
import { isUuid } from '../uuid.ts';

export async function toLetters(
  executor: Db | Tx,
  rows: readonly Selectable<RegisteredLetterTable>[],
): Promise<RegisteredLetter[]> {
  const ids = rows.map((row) => row.bundle_id);
  const items =
    ids.length === 0
      ? []
      : await executor
          .selectFrom('registered_letter_item')
          .selectAll()
          .where('bundle_id', 'in', ids)
          .orderBy('invoice_id')
          .execute();
  const byLetter = Map.groupBy(items, (item) => item.bundle_id);
  return rows.map((row) => ({
    id: row.bundle_id,
    organisationId: row.organisation_id,
    creditorId: row.creditor_id,
    debtorId: row.debtor_id,
    effectKey: row.effect_key,
    kind: row.kind,
    reference: row.reference,
    currency: row.currency,
    bureaus: row.bureaus,
    printedOn: row.printed_on,
    payBy: row.pay_by,
    items: (byLetter.get(row.bundle_id) ?? []).map(({ invoice_id: invoiceId, amount }) => ({ invoiceId, amount })),
    state: row.state,
    number: row.number,
    postedOn: row.posted_on,
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at,
    deliveredOn: row.delivered_on,
    returnedOn: row.returned_on,
  }));
}

export async function readLetter(executor: Db | Tx, id: string): Promise<RegisteredLetter> {
  const row = isUuid(id)
    ? await executor.selectFrom('registered_letter').selectAll().where('bundle_id', '=', id).executeTakeFirst()
    : undefined;
  const [letter] = row === undefined ? [] : await toLetters(executor, [row]);
  if (letter === undefined) throw noSuchLetter(id);
  return letter;
}

export function noSuchLetter(id: string): StoreError {
  return new StoreError('NO_SUCH_LETTER', `Expected a registered letter ${id} but there is none.`, { letterId: id });
}
