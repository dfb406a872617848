import type { CorrectionLine, ImportPlan, PlannedInvoice } from '@krok/receivables';
import type { Insertable } from 'kysely';
import type { InvoiceTable } from '../tables/ledger.ts';
import { newId } from '../uuid.ts';
import { CHUNK, type LedgerChange, type NewPosting, post } from './ledger-change.ts';

/** Invoices, what changed of them, and corrections; each with its posting. */
export async function writeDocuments(
  change: LedgerChange,
  plan: ImportPlan,
  debtors: ReadonlyMap<string, string>,
): Promise<void> {
  const postings = await addInvoices(change, plan.invoices, debtors);
  for (const { line, known } of plan.invoices) {
    if (known === null) continue;
    await change.work.tx
      .updateTable('invoice')
      .set({ amount: line.amount, due_on: line.dueOn })
      .where('id', '=', known.id)
      .execute();
    const dueOn = known.dueOn === line.dueOn ? null : { from: known.dueOn, to: line.dueOn };
    postings.push({
      invoice_id: known.id,
      kind: 'correction',
      amount: line.amount - known.amount,
      booked_on: change.today,
      detail: dueOn === null ? null : JSON.stringify({ dueOn }),
    });
    change.touched.add(known.debtorId);
  }
  await post(change, postings);
  await addCorrections(change, plan.corrections, debtors);
}

async function addInvoices(
  change: LedgerChange,
  invoices: readonly PlannedInvoice[],
  debtors: ReadonlyMap<string, string>,
): Promise<NewPosting[]> {
  const rows: Insertable<InvoiceTable>[] = [];
  const postings: NewPosting[] = [];
  for (const { line, known } of invoices) {
    const debtorId = debtors.get(line.debtor);
    if (known !== null || debtorId === undefined) continue;
    const id = newId();
    const { number, amount, currency, issuedOn, dueOn, claimKind } = line;
    rows.push({
      id,
      number,
      amount,
      currency,
      issued_on: issuedOn,
      due_on: dueOn,
      claim_kind: claimKind,
      kind: 'invoice',
      corrects: null,
      debtor_id: debtorId,
      organisation_id: change.organisationId,
      creditor_id: change.creditorId,
      recorded_at: change.at,
    });
    postings.push({ invoice_id: id, kind: 'invoiced', amount, booked_on: issuedOn });
    change.touched.add(debtorId);
  }
  await insert(change, rows);
  return postings;
}

async function addCorrections(
  change: LedgerChange,
  corrections: readonly CorrectionLine[],
  debtors: ReadonlyMap<string, string>,
): Promise<void> {
  const corrected = await invoiceIds(
    change,
    corrections.map(({ corrects }) => corrects),
  );
  const rows: Insertable<InvoiceTable>[] = [];
  const postings: NewPosting[] = [];
  for (const { number, corrects, amount, currency, issuedOn, debtor } of corrections) {
    const debtorId = debtors.get(debtor);
    const invoiceId = corrected.get(corrects);
    if (debtorId === undefined || invoiceId === undefined) continue;
    const id = newId();
    rows.push({
      id,
      number,
      amount,
      currency,
      issued_on: issuedOn,
      due_on: issuedOn,
      claim_kind: 'unknown',
      kind: 'correction',
      corrects: invoiceId,
      debtor_id: debtorId,
      organisation_id: change.organisationId,
      creditor_id: change.creditorId,
      recorded_at: change.at,
    });
    postings.push({ invoice_id: invoiceId, kind: 'correction', amount, booked_on: issuedOn, correction_id: id });
    change.touched.add(debtorId);
  }
  await insert(change, rows);
  await post(change, postings);
}

async function invoiceIds(
  { work: { tx }, creditorId }: LedgerChange,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom('invoice')
    .select(['id', 'number'])
    .where('creditor_id', '=', creditorId)
    .where((eb) => eb('number', '=', eb.fn.any(eb.val([...new Set(numbers)]))))
    .execute();
  return new Map(rows.map(({ id, number }) => [number, id]));
}

async function insert({ work: { tx } }: LedgerChange, rows: readonly Insertable<InvoiceTable>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK) {
    await tx
      .insertInto('invoice')
      .values(rows.slice(from, from + CHUNK))
      .execute();
  }
}
