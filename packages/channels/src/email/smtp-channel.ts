import MailComposer from 'nodemailer/lib/mail-composer';
import type { WhenUnknown } from '../delivery-result.ts';
import type { EmailChannel, Mail } from './email-channel.ts';
import { EFFECT_HEADER, messageIdOf } from './message-id.ts';
import { smtpAttempt } from './smtp-attempt.ts';
import type { SmtpSettings } from './smtp-settings.ts';

export interface SmtpChannelOptions {
  readonly settings: SmtpSettings;
  readonly sandbox: boolean;
  /** Default `hold`. */
  readonly whenUnknown?: WhenUnknown;
  /** Longest duration of one attempt, milliseconds. Default 10,000; the activity that calls must be given more. */
  readonly attemptLimit?: number;
}

/** E-mail over SMTP, one session for each mail. */
export function smtpChannel(options: SmtpChannelOptions): EmailChannel {
  const { settings, sandbox, whenUnknown = 'hold', attemptLimit = 10_000 } = options;
  return {
    sandbox,
    whenUnknown,
    async deliver(mail, effectKey) {
      const { address } = mail.to;
      if (!isAddress(address)) return { kind: 'refused', reason: 'recipient is no e-mail address', permanent: true };
      if (!isAddress(mail.from.address)) {
        return { kind: 'refused', reason: 'sender is no e-mail address', permanent: true };
      }
      const reference = messageIdOf(effectKey, hostOf(mail.from.address) ?? settings.ownHost);
      const raw = await compose(mail, effectKey, reference);
      return smtpAttempt(settings, { attempt: attemptLimit }, { from: mail.from.address, to: address, raw, reference });
    },
  };
}

/** Strict on purpose: one plain address, so that a stored text can't become two recipients or a header. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()\\,;:"@\p{Cc}]+$/u.test(text);
}

/** The sender's own domain, where it is one by its letters: an id of another host looks forged. */
function hostOf(address: string): string | null {
  const host = address.slice(address.lastIndexOf('@') + 1);
  return /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(host) ? host.toLowerCase() : null;
}

function compose(mail: Mail, effectKey: string, messageId: string): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: { address: mail.from.address, name: mail.from.name ?? '' },
    to: { address: mail.to.address, name: mail.to.name ?? '' },
    subject: mail.subject,
    text: mail.text,
    messageId,
    date: new Date(mail.date),
    // RFC 3834: tells out-of-office robots not to answer.
    headers: { [EFFECT_HEADER]: effectKey, 'Auto-Submitted': 'auto-generated' },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
