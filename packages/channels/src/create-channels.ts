import type { WhenUnknown } from './delivery-result.ts';
import type { EmailChannel } from './email/email-channel.ts';
import { smtpChannel } from './email/smtp-channel.ts';
import { LOOPBACK, smtpSettings } from './email/smtp-settings.ts';

/** The ways out of the firm. */
export interface Channels {
  readonly email: EmailChannel;
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
}

export function createChannels({ smtpUrl, sandboxPort, whenUnknown, attemptLimit }: ChannelSettings): Channels {
  const settings = smtpSettings(smtpUrl);
  const sandbox = sandboxPort !== undefined && LOOPBACK.has(settings.host) && settings.port === Number(sandboxPort);
  return {
    email: smtpChannel({
      settings,
      sandbox,
      ...(whenUnknown !== undefined && { whenUnknown }),
      ...(attemptLimit !== undefined && { attemptLimit }),
    }),
  };
}
