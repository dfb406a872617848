import type { Bundle, Creditor, Debtor, LedgerInvoice, Store } from '@krok/store';
import type { BundleOrder } from './bundle-channel.ts';

/** Personal data as they are now, never from a case's variables. */
export async function partiesOf(
  store: Store,
  bundle: Bundle,
): Promise<{ readonly debtor: Debtor | null; readonly creditor: Creditor | null }> {
  const [debtor, creditor] = await Promise.all([
    bundle.debtorId === null ? null : store.parties.debtor(bundle.debtorId),
    bundle.creditorId === null ? null : store.parties.creditor(bundle.creditorId),
  ]);
  return { debtor, creditor };
}

/** The invoices that the acts are about and that are still owed, by due date. */
export async function invoicesOf(store: Store, { bundle, acts }: BundleOrder): Promise<readonly LedgerInvoice[]> {
  const ids = [...new Set(acts.flatMap(({ subject }) => subject ?? []))];
  if (ids.length === 0) return [];
  const invoices = await store.ledger.invoices({ organisationId: bundle.organisationId, ids, limit: ids.length });
  return invoices.filter(({ undisputed, paid }) => undisputed > 0 && !paid);
}
