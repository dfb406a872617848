import type { Channels } from '@krok/channels';
import type { ActChannel } from '@krok/contracts/types';
import type { Store } from '@krok/store';
import type { BundleChannel } from './bundle-channel.ts';
import { emailBundle } from './email-bundle.ts';
import { epuBundle } from './epu-bundle.ts';
import { krdBundle } from './krd-bundle.ts';
import { letterBundle } from './letter-bundle.ts';
import { smsBundle } from './sms-bundle.ts';
import { webhookBundle } from './webhook-bundle.ts';

export type BundleChannels = Readonly<Partial<Record<ActChannel, BundleChannel>>>;

/** The channels of machines that are set up, one file each. */
export function bundleChannels(store: Store, { email, sms, letters, krd, epu, webhooks }: Channels): BundleChannels {
  return {
    email: emailBundle(store, email),
    ...(sms && { sms: smsBundle(store, sms) }),
    ...(letters && { letter: letterBundle(store, letters) }),
    ...(krd && { krd: krdBundle(store, krd) }),
    ...(epu && { epu: epuBundle(store, epu) }),
    ...(webhooks && { webhook: webhookBundle(webhooks) }),
  };
}
