import type { Creditor, Debtor, LedgerInvoice, Store } from '@krok/store';
import { ApiProblem } from '../errors.ts';
import type { Person } from '../sign-in/person.ts';

/** What belongs to another organisation is not there. */
export async function ownCreditor(store: Store, id: string, person: Person): Promise<Creditor> {
  return own(await store.parties.creditor(id), person);
}

export async function ownDebtor(store: Store, id: string, person: Person): Promise<Debtor> {
  return own(await store.parties.debtor(id), person);
}

export async function ownInvoice(store: Store, id: string, person: Person): Promise<LedgerInvoice> {
  return own(await store.ledger.invoice(id), person);
}

function own<T extends { readonly organisationId: string }>(found: T, { organisationId }: Person): T {
  if (found.organisationId !== organisationId) throw new ApiProblem('not-found');
  return found;
}
