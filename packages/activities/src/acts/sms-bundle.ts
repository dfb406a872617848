import type { SmsChannel } from '@krok/channels';
import type { Store } from '@krok/store';
import { actTexts, leadOf } from './act-text.ts';
import type { BundleChannel, Prepared } from './bundle-channel.ts';
import { invoicesOf, partiesOf } from './parties-of.ts';

/** One SMS for all joined acts: task header `text` of the lead, its `line` for each act in the place of `{{lines}}`. */
export function smsBundle(store: Store, sms: SmsChannel): BundleChannel {
  const { find } = sms;
  return {
    sandbox: sms.sandbox,
    whenUnknown: sms.whenUnknown,
    async prepare(order) {
      const { bundle, acts, effect } = order;
      const [{ debtor, creditor }, invoices] = await Promise.all([partiesOf(store, bundle), invoicesOf(store, order)]);
      const to = debtor?.phone;
      if (!debtor || !to)
        return impossible('SMS_NO_RECIPIENT', 'Expected a phone number of the debtor but there is none.');
      if (!leadOf(acts)?.headers['text']) {
        return impossible('SMS_TEXT', 'Expected the task header "text" but it is missing.');
      }
      const [text] = actTexts(['text'], { acts, creditor, debtor, invoices, separator: ', ' });
      if (text?.kind !== 'merged') return impossible('SMS_TEXT', text?.problem ?? 'Expected a text.');
      const from = creditor?.sending.smsSender;
      const message = { to, text: text.text, date: effect.asOf, ...(from !== undefined && { from }) };
      const document = { mediaType: 'text/plain', to, text: text.text, ...(from !== undefined && { from }) } as const;
      return { kind: 'ready', document, deliver: () => sms.deliver(message, effect.key) };
    },
    ...(find && { find: ({ key, asOf }) => find(key, asOf) }),
  };
}

function impossible(code: string, problem: string): Prepared {
  return { kind: 'impossible', code, problem };
}
