import { localDate } from '@krok/calendar';
import type { Letter, LetterChannel } from '@krok/channels';
import { KRD } from '@krok/receivables';
import type { PrintedRegistered, Store } from '@krok/store';
import type { BundleChannel, BundleOrder } from './bundle-channel.ts';
import { composeLetter, type ComposedLetter } from './compose-letter.ts';
import { invoicesOf, partiesOf } from './parties-of.ts';

/** Letters: kept as PDF under the effect key. A registered one opens the terms of its invoices when it is posted. */
export function letterBundle(store: Store, letters: LetterChannel): BundleChannel {
  async function compose(
    order: BundleOrder,
  ): Promise<{ readonly composed: ComposedLetter; readonly printedOn: string }> {
    const { bundle, acts, effect } = order;
    const [{ debtor, creditor }, invoices, { zone }, { content: formalities }] = await Promise.all([
      partiesOf(store, bundle),
      invoicesOf(store, order),
      store.organisations.read(bundle.organisationId),
      store.settings.formalities(bundle.organisationId),
    ]);
    const today = localDate(effect.asOf, zone);
    const composed = composeLetter({
      acts,
      debtor,
      creditor,
      invoices,
      bureaus: [formalities.bureau],
      today,
      effectKey: effect.key,
    });
    return { composed, printedOn: today };
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
    async delivered(order) {
      const { composed, printedOn } = await compose(order);
      const registered = composed.kind === 'letter' ? registeredOf(composed.letter) : null;
      if (registered === null) return { variables: { postedOn: printedOn } };
      const invoices = await invoicesOf(store, order);
      const items = invoices.map(({ id, undisputed }) => ({ invoiceId: id, amount: undisputed }));
      return { variables: {}, registered: { ...registered, printedOn, items } };
    },
  };
}

/** What goes by registered post: its terms count from the day of posting, which a person confirms. */
function registeredOf(letter: Letter): Omit<PrintedRegistered, 'printedOn' | 'items'> | null {
  const { kind, reference, currency, payBy } = letter;
  if (kind === 'reminder') return null;
  return { kind, reference, currency, payBy, bureaus: kind === 'krdWarning' ? [KRD.code] : [] };
}
