import { localDate } from '@krok/calendar';
import type { Insertable } from 'kysely';
import { StoreError } from '../errors.ts';
import { lockLedger } from '../locks.ts';
import { presentOf } from '../organisations/present.ts';
import type { PostingTable } from '../tables/ledger.ts';
import { isUuid, newId } from '../uuid.ts';
import type { Work } from '../work.ts';

/** One transaction on the books of one creditor: what it posts is told to the cases at its end. */
export interface LedgerChange {
  readonly work: Work;
  readonly organisationId: string;
  readonly creditorId: string;
  readonly tolerance: number;
  /** Epoch ms on the organisation's clock. */
  readonly at: number;
  /** ISO date of it. */
  readonly today: string;
  readonly zone: string;
  readonly by: string | null;
  readonly importId: string | null;
  readonly posted: PostedRow[];
  /** Debtors whose money may move, or whose acts may have to wait or no longer. */
  readonly touched: Set<string>;
}

export type PostedRow = Insertable<PostingTable>;
export type NewPosting = Pick<PostedRow, 'invoice_id' | 'kind' | 'amount' | 'booked_on'> &
  Partial<Pick<PostedRow, 'payment_id' | 'correction_id' | 'detail'>>;

/** Begins a change: the creditor's ledger has one writer until the end of the transaction. */
export async function beginChange(
  work: Work,
  creditorId: string,
  by: string | null,
  importId: string | null = null,
): Promise<LedgerChange> {
  const row = isUuid(creditorId)
    ? await work.tx
        .selectFrom('creditor as c')
        .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
        .select(['c.organisation_id', 'c.tolerance', 'o.zone'])
        .where('c.id', '=', creditorId)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchCreditor(creditorId);
  await lockLedger(work.tx, creditorId);
  const { organisation_id: organisationId, tolerance, zone } = row;
  const at = await presentOf(work.tx, organisationId);
  return {
    work,
    organisationId,
    creditorId,
    tolerance,
    at,
    today: localDate(at, zone),
    zone,
    by,
    importId,
    posted: [],
    touched: new Set(),
  };
}

/** Postings are added only; what is wrong is answered by another one. */
export async function post(change: LedgerChange, postings: readonly NewPosting[]): Promise<void> {
  const rows = postings.map(
    (posting): PostedRow => ({
      payment_id: null,
      correction_id: null,
      detail: null,
      ...posting,
      id: newId(),
      organisation_id: change.organisationId,
      import_id: change.importId,
      recorded_by: change.by,
      recorded_at: change.at,
    }),
  );
  for (let from = 0; from < rows.length; from += CHUNK) {
    await change.work.tx
      .insertInto('posting')
      .values(rows.slice(from, from + CHUNK))
      .execute();
  }
  for (const row of rows) change.posted.push(row);
}

/** Rows of one statement: PostgreSQL takes 65,535 values. */
export const CHUNK = 1_000;

export function noSuchCreditor(creditorId: string): StoreError {
  return new StoreError('NO_SUCH_CREDITOR', `Expected a creditor ${creditorId} but there is none.`, { creditorId });
}
