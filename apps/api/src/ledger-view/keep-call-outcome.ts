import type { BundleWithActs, Store } from '@krok/store';
import { z } from 'zod';

const said = z.object({
  outcome: z.string(),
  promiseDate: z.iso.date().optional(),
});

/**
 * What a debtor said on the phone goes into the books beside the cases: a promise, or a dispute of what is open. Only
 * invoices that are open are meant; work about nothing in the ledger says nothing to it.
 */
export async function keepCallOutcome(
  store: Store,
  { organisationId, creditorId, debtorId, channel, acts }: BundleWithActs,
  variables: unknown,
  { by, note }: { readonly by: string; readonly note: string | undefined },
): Promise<void> {
  const answer = said.safeParse(variables);
  if (channel !== 'call' || creditorId === null || debtorId === null || !answer.success) return;
  const { outcome, promiseDate } = answer.data;
  const ids = acts.flatMap(({ subject }) => subject ?? []);
  const open = await store.ledger.invoices({ organisationId, creditorId, debtorId, ids, paid: false });
  if (open.length === 0) return;
  if (outcome === 'promise' && promiseDate !== undefined) {
    const items = open.map(({ id }) => ({ invoiceId: id }));
    await store.ledger.recordPromise({ creditorId, debtorId, promisedOn: promiseDate, items, by });
  }
  if (outcome !== 'dispute') return;
  for (const { id, undisputed } of open) {
    if (undisputed > 0) await store.ledger.openDispute({ invoiceId: id, reason: note ?? outcome, by });
  }
}
