import type { EmailChannel } from '@krok/channels';
import type { Store } from '@krok/store';
import type { BundleChannel } from './bundle-channel.ts';
import { composeEmail } from './compose-email.ts';
import { invoicesOf, partiesOf } from './parties-of.ts';

export function emailBundle(store: Store, email: EmailChannel): BundleChannel {
  const { find } = email;
  return {
    sandbox: email.sandbox,
    whenUnknown: email.whenUnknown,
    async prepare(order) {
      const { bundle, acts, effect } = order;
      const [{ debtor, creditor }, invoices] = await Promise.all([partiesOf(store, bundle), invoicesOf(store, order)]);
      const fallbackSender = email.sandbox ? SANDBOX_SENDER : null;
      const composed = composeEmail({ acts, debtor, creditor, invoices, date: effect.asOf, fallbackSender });
      if (composed.kind === 'impossible') return composed;
      const { from, to, subject, text } = composed.mail;
      return {
        kind: 'ready',
        document: { mediaType: 'text/plain', from: from.address, to: to.address, subject, text },
        deliver: () => email.deliver(composed.mail, effect.key),
      };
    },
    ...(find && { find: ({ key }) => find(key) }),
  };
}

const SANDBOX_SENDER = 'krok@sandbox.invalid';
