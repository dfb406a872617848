import type { DebtorLine, OpenItemsFile, PlannedDebtor } from '@krok/receivables';
import type { Insertable } from 'kysely';
import { ERASED } from '../organisations/party-rows.ts';
import type { DebtorTable } from '../tables/organisations.ts';
import { newId } from '../uuid.ts';
import { CHUNK, type LedgerChange } from './ledger-change.ts';

/** Debtor id by the creditor's number, for every debtor that the file names and the ledger knows now. */
export async function writeDebtors(
  change: LedgerChange,
  file: OpenItemsFile,
  planned: readonly PlannedDebtor[],
): Promise<ReadonlyMap<string, string>> {
  const { tx } = change.work;
  const { creditorId, organisationId } = change;
  const fresh: Insertable<DebtorTable>[] = [];
  const numbers: { creditor_id: string; number: string; debtor_id: string }[] = [];
  for (const { line, kind, debtorId } of planned) {
    const id = debtorId ?? newId();
    const columns = { ...columnsOf(line), name: line.name, legal_form: line.legalForm };
    if (kind === 'add') fresh.push({ ...BLANK, ...columns, id, organisation_id: organisationId });
    else await tx.updateTable('debtor').set(columns).where('id', '=', id).execute();
    if (kind !== 'change') numbers.push({ creditor_id: creditorId, number: line.debtor, debtor_id: id });
    change.touched.add(id);
  }
  for (let from = 0; from < fresh.length; from += CHUNK) {
    await tx
      .insertInto('debtor')
      .values(fresh.slice(from, from + CHUNK))
      .execute();
  }
  for (let from = 0; from < numbers.length; from += CHUNK) {
    await tx
      .insertInto('debtor_number')
      .values(numbers.slice(from, from + CHUNK))
      .execute();
  }
  return numbersOf(change, file);
}

async function numbersOf(
  { work: { tx }, creditorId }: LedgerChange,
  file: OpenItemsFile,
): Promise<Map<string, string>> {
  const named = [...file.debtors, ...file.invoices, ...file.corrections, ...file.payments].map(({ debtor }) => debtor);
  const rows = await tx
    .selectFrom('debtor_number')
    .select(['number', 'debtor_id'])
    .where('creditor_id', '=', creditorId)
    .where((eb) => eb('number', '=', eb.fn.any(eb.val([...new Set(named)]))))
    .execute();
  return new Map(rows.map((row) => [row.number, row.debtor_id]));
}

/** Rows of one statement have the same columns. */
const BLANK = { ...ERASED, language: 'pl' as const };

function columnsOf({ details: { postalCode, firstName, ...cells } }: DebtorLine): Partial<Insertable<DebtorTable>> {
  return {
    ...cells,
    ...(postalCode !== undefined && { postal_code: postalCode }),
    ...(firstName !== undefined && { first_name: firstName }),
  };
}
