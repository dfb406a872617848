import {
  type KrdAddress,
  type KrdChannel,
  type KrdDebtor,
  type KrdObligation,
  type KrdOrder,
  nicciInput,
} from '@krok/channels';
import { KRD, knownPersonName, type StatedItem } from '@krok/receivables';
import type { Address, Debtor, ListingRecord, Store } from '@krok/store';
import type { BundleChannel, BundleOrder, Prepared } from './bundle-channel.ts';

/** Orders to the register: what leaves is what the listing says, written down before; of a duty, what it owes now. */
export function krdBundle(store: Store, krd: KrdChannel): BundleChannel {
  const { find } = krd;
  return {
    sandbox: krd.sandbox,
    whenUnknown: krd.whenUnknown,
    async prepare(order) {
      const entry = await store.duties.ofBundle(order.bundle.id);
      if (entry?.kind !== 'listing') return impossible('KRD_NO_LISTING', 'Expected a listing but there is none.');
      const composed = await compose(store, entry.listing, order);
      if ('problem' in composed) return impossible('KRD_DEBTOR', composed.problem);
      const { key, asOf } = order.effect;
      const document = { mediaType: 'text/xml', text: nicciInput(composed, key, asOf) } as const;
      return { kind: 'ready', document, deliver: () => krd.deliver(composed, key, asOf) };
    },
    ...(find && { find: ({ key, asOf }) => find(key, asOf) }),
  };
}

async function compose(
  store: Store,
  listing: ListingRecord,
  { bundle, acts }: BundleOrder,
): Promise<KrdOrder | { readonly problem: string }> {
  if (listing.bundleId === bundle.id || acts.some(({ type }) => type === 'list-in-krd')) {
    const debtor = toDebtor(await store.parties.debtor(listing.debtorId));
    if (debtor === null) return { problem: 'Expected name, number and address of the debtor but one is missing.' };
    const obligations = await obligationsOf(store, listing, stated);
    if (obligations === null) return { problem: NO_DEMAND };
    return { kind: 'add', listing: listing.id, debtor, obligations };
  }
  const left = listing.items.filter((item) => leaving(item) > 0);
  if (left.length > 0) {
    const obligations = await obligationsOf(store, listing, leaving);
    return obligations === null ? { problem: NO_DEMAND } : { kind: 'update', listing: listing.id, obligations };
  }
  return { kind: 'remove', listing: listing.id, reason: 'Paid' };
}

const NO_DEMAND = 'Expected a posted demand that names the register but there is none.';

const stated = (item: StatedItem): number => item.stated;
const leaving = (item: StatedItem): number => item.sending ?? item.stated;

/** Those of which something is left; null where one was never demanded. */
async function obligationsOf(
  store: Store,
  { organisationId, creditorId, debtorId, items }: ListingRecord,
  arrearsOf: (item: StatedItem) => number,
): Promise<KrdObligation[] | null> {
  const ids = items.map(({ invoiceId }) => invoiceId);
  const invoices = await store.ledger.invoices({ organisationId, ids, limit: ids.length });
  const demands = (await store.ledger.demandsPosted(ids)).filter(({ bureaus }) => bureaus.includes(KRD.code));
  const ledger = (await store.ledger.debtor(debtorId)).find((each) => each.creditorId === creditorId);
  const obligations: KrdObligation[] = [];
  for (const item of items) {
    const invoice = invoices.find(({ id }) => id === item.invoiceId);
    const demand = demands.find(({ invoiceId }) => invoiceId === item.invoiceId);
    const arrears = arrearsOf(item);
    if (invoice === undefined || arrears === 0) continue;
    if (demand === undefined) return null;
    const dispute = ledger?.holds.find(({ kind, invoiceId }) => kind === 'dispute' && invoiceId === item.invoiceId);
    obligations.push({
      title: invoice.number,
      callSentOn: demand.postedOn,
      dueOn: invoice.dueOn,
      currency: invoice.currency,
      debt: invoice.amount,
      arrears,
      // BIG act art. 15a: an objection that was not accepted is stated.
      objections: dispute?.reason ?? null,
    });
  }
  return obligations;
}

function toDebtor(debtor: Debtor): KrdDebtor | null {
  const { name, legalForm, nip, pesel, address } = debtor;
  const place = toAddress(address);
  if (place === null) return null;
  if (legalForm === 'consumer') {
    const person = knownPersonName(debtor);
    return person === null || pesel === null ? null : { kind: 'consumer', ...person, pesel, address: place };
  }
  if (nip === null) return null;
  return { kind: legalForm === 'soleTrader' ? 'entrepreneur' : 'legalPerson', name, nip, address: place };
}

function toAddress({ street, house, flat, postalCode, town }: Address): KrdAddress | null {
  return house === null || postalCode === null || town === null ? null : { street, house, flat, postalCode, town };
}

function impossible(code: string, problem: string): Prepared {
  return { kind: 'impossible', code, problem };
}
