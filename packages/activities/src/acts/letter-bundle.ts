import { localDate } from '@krok/calendar';
import type { LetterChannel } from '@krok/channels';
import { KRD } from '@krok/receivables';
import type { Store } from '@krok/store';
import type { BundleChannel, BundleOrder } from './bundle-channel.ts';
import { composeLetter, type ComposedLetter } from './compose-letter.ts';
import { invoicesOf, partiesOf } from './parties-of.ts';

/** Letters: kept as PDF under the effect key. A warning that names a bureau opens the month of each of its invoices. */
export function letterBundle(store: Store, letters: LetterChannel): BundleChannel {
  async function compose(
    order: BundleOrder,
  ): Promise<{ readonly composed: ComposedLetter; readonly postedOn: string }> {
    const { bundle, acts, effect } = order;
    const [{ debtor, creditor }, invoices, { zone }] = await Promise.all([
      partiesOf(store, bundle),
      invoicesOf(store, order),
      store.organisations.read(bundle.organisationId),
    ]);
    const today = localDate(effect.asOf, zone);
    const composed = composeLetter({ acts, debtor, creditor, invoices, bureaus: [KRD], today, effectKey: effect.key });
    return { composed, postedOn: today };
  }

  return {
    sandbox: letters.sandbox,
    whenUnknown: letters.whenUnknown,
    async prepare(order) {
      const { composed } = await compose(order);
      if (composed.kind === 'impossible') return composed;
      return { kind: 'ready', deliver: () => letters.deliver(composed.letter, order.effect.key) };
    },
    find: ({ key }) => letters.find(key),
    async delivered(order, reference) {
      const { composed, postedOn } = await compose(order);
      if (composed.kind === 'letter' && composed.letter.kind === 'krdWarning') {
        const invoices = await invoicesOf(store, order);
        await store.ledger.recordDemandPosted(
          invoices.map(({ id, undisputed }) => ({
            invoiceId: id,
            bundleId: order.bundle.id,
            postedOn,
            amount: undisputed,
            bureaus: [KRD.code],
            reference,
          })),
        );
      }
      return { postedOn };
    },
  };
}
