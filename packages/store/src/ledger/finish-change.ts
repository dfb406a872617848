import { newsOf } from '@krok/receivables';
import { sql } from 'kysely';
import { attendToInvoices } from '../duties/attention.ts';
import type { NewMessage } from '../surface/exchange.ts';
import { keepPromises } from './keep-promises.ts';
import type { LedgerChange, PostedRow } from './ledger-change.ts';
import { keepPlans } from './plans.ts';
import { settleDebtors } from './settle-debtors.ts';
import { tellCases } from './tell-cases.ts';
import { writeOffRests } from './write-offs.ts';

/** Allocates, finds what came of it for each invoice, and tells the open cases, listings and claims: all in the change's transaction. */
export async function finishChange(change: LedgerChange, more: readonly NewMessage[] = []): Promise<void> {
  for (const id of change.touched) {
    change.work.changes.push({ organisationId: change.organisationId, kind: 'debtor', id });
  }
  await settleDebtors(change);
  await writeOffRests(change);
  const news = await newsOfChange(change);
  const kept = await keepPromises(change);
  await keepPlans(change);
  await tellCases(change, [...news, ...kept, ...more]);
  const moved = new Set(change.posted.map(({ invoice_id: id }) => id));
  await attendToInvoices(change.work, change.organisationId, [...moved], change.at);
}

async function newsOfChange(change: LedgerChange): Promise<NewMessage[]> {
  const { tx } = change.work;
  const byInvoice = Map.groupBy(change.posted, (row) => row.invoice_id);
  if (byInvoice.size === 0) return [];
  const rows = await tx
    .selectFrom('invoice as i')
    .innerJoin('invoice_balance as b', 'b.invoice_id', 'i.id')
    .select(['i.id', 'i.due_on', 'b.open'])
    .where('i.id', 'in', [...byInvoice.keys()])
    .execute();
  const news: NewMessage[] = [];
  const reopened: string[] = [];
  for (const { id, due_on: dueOn, open } of rows) {
    const posted = byInvoice.get(id) ?? [];
    // Of an invoice that is new no case can be open.
    if (posted.some(({ kind }) => kind === 'invoiced')) continue;
    const told = newsOf({
      before: open - posted.reduce((sum, { amount }) => sum + amount, 0),
      after: open,
      tolerance: change.tolerance,
      bookedOn: lastBooked(posted),
      dueOn,
      caused: new Set(posted.map(causeOf)),
    });
    if (told === null) continue;
    if (told.name === 'invoice-reopened') reopened.push(id);
    news.push({ name: told.name, correlationKey: id, variables: { ...told.variables } });
  }
  await forgetPaid(change, reopened);
  return news;
}

/** Of what moved money; a write-off has no day of its own. */
function lastBooked(posted: readonly PostedRow[]): string {
  const moved = posted.filter(({ kind }) => kind !== 'writeOff' && kind !== 'writeOffReversal');
  const days = (moved.length > 0 ? moved : posted).map((each) => each.booked_on);
  return days.reduce((last, day) => (day > last ? day : last), '');
}

function causeOf({ kind }: PostedRow): 'payment' | 'correction' | 'reversal' {
  return kind === 'correction' || kind === 'reversal' ? kind : 'payment';
}

/** A word of payment that no case has taken must not end a later case about an invoice that is open again. */
async function forgetPaid({ work: { tx }, organisationId, at }: LedgerChange, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('message')
    .set({ expires_at: at })
    .where('organisation_id', '=', organisationId)
    .where('name', '=', 'invoice-paid')
    .where('correlation_key', 'in', ids)
    .where('expires_at', '>', at)
    .where(sql<boolean>`buffered`)
    .execute();
}
