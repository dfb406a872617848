import { publishMessages } from '../exchange/publish-message.ts';
import type { NewMessage } from '../surface/exchange.ts';
import type { LedgerChange } from './ledger-change.ts';
import { reviewDesks } from './review-desks.ts';

/**
 * Messages go to invoices that have an open case: a case that has not got so far yet takes them once it listens. Then
 * the desks of the debtors look at their acts again. In this order: a case hears that it is paid before it hears that
 * its demand was not needed.
 */
export async function tellCases(change: LedgerChange, messages: readonly NewMessage[]): Promise<void> {
  const { work, organisationId, at } = change;
  const keys = [...new Set(messages.map(({ correlationKey }) => correlationKey))];
  const open = new Set(await openSubjects(change, keys));
  await publishMessages(
    work,
    organisationId,
    messages
      .filter(({ correlationKey }) => open.has(correlationKey))
      .map((message) => ({ ...message, timeToLive: UNTIL_IT_LISTENS })),
    at,
  );
  await reviewDesks(change);
}

/** A week on the organisation's clock. */
const UNTIL_IT_LISTENS = 7 * 86_400_000;

async function openSubjects(
  { work: { tx }, organisationId }: LedgerChange,
  invoiceIds: readonly string[],
): Promise<string[]> {
  if (invoiceIds.length === 0) return [];
  const rows = await tx
    .selectFrom('process_case')
    .select('subject')
    .where('organisation_id', '=', organisationId)
    .where('subject', 'in', invoiceIds)
    .where('status', 'in', ['starting', 'active'])
    .execute();
  return rows.flatMap(({ subject }) => subject ?? []);
}
