import type {
  DebtorCells,
  KnownDebtor,
  KnownDocument,
  KnownItems,
  KnownPayment,
  OpenItemsFile,
} from '@krok/receivables';
import type { Selectable } from 'kysely';
import type { DebtorTable } from '../tables/organisations.ts';
import type { LedgerChange } from './ledger-change.ts';

/** What the ledger knows of what a file speaks about. */
export async function readKnown(change: LedgerChange, file: OpenItemsFile): Promise<KnownItems> {
  const documents = [...file.invoices, ...file.corrections, ...file.payments];
  const numbers = [...new Set([...file.debtors, ...documents].map(({ debtor }) => debtor))];
  const named = [
    ...file.invoices.map(({ number }) => number),
    ...file.corrections.flatMap(({ number, corrects }) => [number, corrects]),
    ...file.payments.flatMap(({ invoice }) => invoice ?? []),
  ];
  const references = file.payments.flatMap(({ reference, reverses }) => [reference, ...(reverses ? [reverses] : [])]);
  const identifiers = file.debtors.flatMap(({ details: { nip, pesel } }) => [
    ...(nip ? [nip] : []),
    ...(pesel ? [pesel] : []),
  ]);
  return {
    debtors: await debtorsByNumber(change, numbers),
    byIdentifier: await debtorsByIdentifier(change, [...new Set(identifiers)]),
    documents: await documentsByNumber(change, [...new Set(named)]),
    payments: await paymentsByReference(change, [...new Set(references)]),
  };
}

async function debtorsByNumber(
  { work: { tx }, creditorId }: LedgerChange,
  numbers: readonly string[],
): Promise<Map<string, KnownDebtor>> {
  const rows = await tx
    .selectFrom('debtor_number as n')
    .innerJoin('debtor as d', 'd.id', 'n.debtor_id')
    .selectAll('d')
    .select('n.number')
    .where('n.creditor_id', '=', creditorId)
    .where((eb) => eb('n.number', '=', eb.fn.any(eb.val([...numbers]))))
    .execute();
  return new Map(rows.map((row) => [row.number, knownDebtor(row)]));
}

async function debtorsByIdentifier(
  { work: { tx }, organisationId }: LedgerChange,
  identifiers: readonly string[],
): Promise<Map<string, KnownDebtor[]>> {
  const rows = await tx
    .selectFrom('debtor')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where((eb) => {
      const any = eb.fn.any(eb.val([...identifiers]));
      return eb.or([eb('nip', '=', any), eb('pesel', '=', any)]);
    })
    .orderBy('id')
    .execute();
  const found = new Map<string, KnownDebtor[]>();
  for (const row of rows) {
    // A person's NIP and PESEL name a trader and a consumer: debts of two kinds.
    const identifier = row.legal_form === 'consumer' ? row.pesel : row.nip;
    if (identifier !== null) found.set(identifier, [...(found.get(identifier) ?? []), knownDebtor(row)]);
  }
  return found;
}

async function documentsByNumber(
  { work: { tx }, creditorId }: LedgerChange,
  numbers: readonly string[],
): Promise<Map<string, KnownDocument>> {
  const rows = await tx
    .selectFrom('invoice')
    .select(['id', 'number', 'debtor_id', 'kind', 'amount', 'currency', 'due_on'])
    .where('creditor_id', '=', creditorId)
    .where((eb) => eb('number', '=', eb.fn.any(eb.val([...numbers]))))
    .execute();
  return new Map(
    rows.map(({ number, debtor_id: debtorId, due_on: dueOn, ...row }) => [number, { ...row, debtorId, dueOn }]),
  );
}

async function paymentsByReference(
  { work: { tx }, creditorId }: LedgerChange,
  references: readonly string[],
): Promise<Map<string, KnownPayment>> {
  const rows = await tx
    .selectFrom('payment as y')
    .leftJoin('payment as r', 'r.reverses', 'y.id')
    .select(['y.id', 'y.bank_reference', 'y.debtor_id', 'y.booked_on', 'y.amount', 'y.currency', 'r.id as reversal'])
    .where('y.creditor_id', '=', creditorId)
    .where((eb) => eb('y.bank_reference', '=', eb.fn.any(eb.val([...references]))))
    .execute();
  return new Map(
    rows.map(({ bank_reference: reference, debtor_id: debtorId, booked_on: bookedOn, reversal, ...row }) => [
      reference,
      { ...row, debtorId, bookedOn, reversed: reversal !== null },
    ]),
  );
}

function knownDebtor(row: Selectable<DebtorTable>): KnownDebtor {
  const { surname, nip, pesel, regon, krs, street, house, flat, town, email, phone, language } = row;
  const cells = {
    firstName: row.first_name,
    surname,
    nip,
    pesel,
    regon,
    krs,
    street,
    house,
    flat,
    postalCode: row.postal_code,
    town,
    email,
    phone,
    language,
  };
  const details: DebtorCells = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
  return { id: row.id, erased: row.erased_at !== null, name: row.name, legalForm: row.legal_form, details };
}
