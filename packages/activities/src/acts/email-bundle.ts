import type { EmailChannel } from '@krok/channels';
import type { Store } from '@krok/store';
import type { BundleChannel } from './bundle-channel.ts';
import { composeEmail } from './compose-email.ts';
import { partiesOf } from './parties-of.ts';

export function emailBundle(store: Store, email: EmailChannel): BundleChannel {
  const { find } = email;
  return {
    sandbox: email.sandbox,
    whenUnknown: email.whenUnknown,
    async prepare({ bundle, acts, effect }) {
      const { debtor, creditor } = await partiesOf(store, bundle);
      const fallbackSender = email.sandbox ? SANDBOX_SENDER : null;
      const composed = composeEmail({ acts, debtor, creditor, date: effect.asOf, fallbackSender });
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
