import type { WhenUnknown } from './delivery-result.ts';
import type { EmailChannel } from './email/email-channel.ts';
import { smtpChannel } from './email/smtp-channel.ts';
import { LOOPBACK, smtpSettings } from './email/smtp-settings.ts';
import { epuChannel, type EpuChannel } from './epu/epu-channel.ts';
import type { EpuAccounts } from './epu/epu-accounts.ts';
import { packageCheck } from './epu/epu-schemas.ts';
import type { EpuAccount } from './epu/epu-service.ts';
import { receiverAddress } from './http/receiver-address.ts';
import { krdChannel, type KrdChannel } from './krd/krd-channel.ts';
import { letterChannel, type LetterChannel, type LetterChannelOptions } from './letter/letter-channel.ts';
import { type WebhookChannel, webhookChannel } from './webhook/webhook-channel.ts';
import { smsApiChannel, type SmsChannel } from './sms/sms-channel.ts';

/** The ways out of the firm; what is not set up is absent. */
export interface Channels {
  readonly email: EmailChannel;
  readonly sms?: SmsChannel;
  readonly letters?: LetterChannel;
  readonly krd?: KrdChannel;
  readonly epu?: EpuChannel;
  readonly webhooks?: WebhookChannel;
}

export interface ChannelSettings {
  /** `KROK_SMTP_URL`: `smtp://user:password@host:port`. */
  readonly smtpUrl: string;
  /** `KROK_SANDBOX_SMTP_PORT`: a URL that leads to this port of this machine leads into the sandbox. */
  readonly sandboxPort?: number | string | undefined;
  /** What to do with a mail of which nobody knows whether it left. Default `hold`. */
  readonly whenUnknown?: WhenUnknown;
  /** Longest duration of one attempt, milliseconds. */
  readonly attemptLimit?: number;
  readonly letters?: LetterChannelOptions;
  readonly receivers?: ReceiverSettings;
}

/** Services that are reached over the web. */
export interface ReceiverSettings {
  /** Port of this machine at which `startSandboxReceivers` listens. */
  readonly sandboxPort?: number | string | undefined;
  readonly sms?: { readonly url: string; readonly token: string };
  /** Systems of the firm by name. */
  readonly webhooks?: Readonly<Record<string, { readonly url: string; readonly token?: string }>>;
  readonly krd?: { readonly url: string; readonly user: string; readonly password: string };
  /** `schemas`: folder of the court's schemas. */
  readonly epu?: {
    readonly url: string;
    readonly account: EpuAccount;
    readonly accounts?: EpuAccounts;
    readonly schemas?: string | undefined;
  };
}

export function createChannels(settings: ChannelSettings): Channels {
  const { smtpUrl, sandboxPort, whenUnknown, attemptLimit, letters, receivers = {} } = settings;
  const smtp = smtpSettings(smtpUrl);
  const sandbox = sandboxPort !== undefined && LOOPBACK.has(smtp.host) && smtp.port === Number(sandboxPort);
  const { sms, krd, epu, webhooks } = receivers;
  const at = (url: string) => receiverAddress(url, receivers.sandboxPort);
  return {
    email: smtpChannel({
      settings: smtp,
      sandbox,
      ...(whenUnknown !== undefined && { whenUnknown }),
      ...(attemptLimit !== undefined && { attemptLimit }),
    }),
    ...(letters && { letters: letterChannel(letters) }),
    ...(sms && { sms: smsApiChannel({ address: at(sms.url), token: sms.token }) }),
    ...(webhooks && {
      webhooks: webhookChannel(
        new Map(
          Object.entries(webhooks).map(([name, { url, token }]) => [
            name,
            { address: at(url), ...(token !== undefined && { token }) },
          ]),
        ),
      ),
    }),
    ...(krd && { krd: krdChannel({ address: at(krd.url), user: krd.user, password: krd.password }) }),
    ...(epu && {
      epu: epuChannel({
        address: at(epu.url),
        account: epu.account,
        ...(epu.accounts && { accounts: epu.accounts }),
        ...(epu.schemas !== undefined && { check: packageCheck(epu.schemas) }),
      }),
    }),
  };
}
