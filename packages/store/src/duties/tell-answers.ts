import type { Variables } from '@krok/engine';
import { publishMessages } from '../exchange/publish-message.ts';
import { exchangeLock, lockAll, lockDesk } from '../locks.ts';
import type { EntryDetails } from '../surface/duties.ts';
import type { Work } from '../work.ts';

/** Locks what following an entry may need, before its own row: see `locks.ts`. */
export async function lockAround({ tx }: Work, entry: 'listing' | 'claim', id: string): Promise<string[]> {
  const rows =
    entry === 'listing'
      ? await tx.selectFrom('listing_item').select('invoice_id').where('listing_id', '=', id).execute()
      : await tx.selectFrom('claim_item').select('invoice_id').where('claim_id', '=', id).execute();
  const of = await tx.selectFrom(entry).select(['organisation_id', 'desk_key']).where('id', '=', id).executeTakeFirst();
  if (of === undefined) return [];
  const invoices = rows.map((row) => row.invoice_id);
  await lockAll(
    tx,
    invoices.map((invoice) => exchangeLock(of.organisation_id, '', invoice)),
  );
  await lockDesk(tx, of.desk_key);
  return invoices;
}

/** Open cases about the invoices hear of an answer; one that does not listen yet, within a week. */
export async function tellAnswers(
  work: Work,
  { organisationId }: EntryDetails,
  invoiceIds: readonly string[],
  messages: readonly { readonly name: string; readonly variables: Variables }[],
  now: number,
): Promise<void> {
  if (messages.length === 0 || invoiceIds.length === 0) return;
  const rows = await work.tx
    .selectFrom('process_case')
    .select('subject')
    .where('organisation_id', '=', organisationId)
    .where('subject', 'in', invoiceIds)
    .where('status', 'in', ['starting', 'active'])
    .execute();
  await publishMessages(
    work,
    organisationId,
    messages.flatMap(({ name, variables }) =>
      rows.flatMap(({ subject }) =>
        subject === null ? [] : [{ name, variables, correlationKey: subject, timeToLive: WEEK }],
      ),
    ),
    now,
  );
}

const WEEK = 7 * 86_400_000;
