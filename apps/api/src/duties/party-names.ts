import type { Store } from '@krok/store';

/** Names of the parties of an organisation, for lists that refer to them by id. */
export interface PartyNames {
  debtor(id: string): string;
  creditor(id: string): string;
}

export async function partyNames(
  store: Store,
  organisationId: string,
  debtorIds: readonly string[],
): Promise<PartyNames> {
  const [creditors, debtors] = await Promise.all([
    store.parties.creditors(organisationId),
    Promise.all([...new Set(debtorIds)].map((id) => store.parties.debtor(id))),
  ]);
  const names = new Map([...creditors, ...debtors].map(({ id, name }) => [id, name]));
  const named = (id: string): string => names.get(id) ?? '';
  return { debtor: named, creditor: named };
}

/** Numbers of invoices by id. */
export async function invoiceNumbers(
  store: Store,
  organisationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const invoices = await store.ledger.invoices({ organisationId, ids: wanted, limit: wanted.length });
  return new Map(invoices.map(({ id, number }) => [id, number]));
}
