export { type Channels, type ChannelSettings, createChannels } from './create-channels.ts';
export type { DeliveryResult, Found, WhenUnknown } from './delivery-result.ts';
export { classifyFailure, type SmtpFailure, type SmtpPhase } from './email/classify-failure.ts';
export type { EmailChannel, Mail, Mailbox } from './email/email-channel.ts';
export { EFFECT_HEADER, messageIdOf } from './email/message-id.ts';
export { smtpChannel, type SmtpChannelOptions } from './email/smtp-channel.ts';
export { smtpSettings, type SmtpSettings } from './email/smtp-settings.ts';
export { ChannelError, type ChannelErrorCode } from './errors.ts';
export { acceptedEffects, listSandboxMails, readSandboxMail, type SandboxMail } from './sandbox/sandbox-mails.ts';
export { type SandboxOptions, type SandboxServer, startSandbox } from './sandbox/sandbox-server.ts';
export { type MergedText, mergeText, type MergeValue } from './text/merge-text.ts';
export type { Letter, LetterInvoice, LetterKind, LetterParty } from './letter/letter.ts';
export {
  letterChannel,
  type LetterChannel,
  type LetterChannelOptions,
  type PrintedLetter,
} from './letter/letter-channel.ts';
export { mergeLetters } from './letter/merge-letters.ts';
export { groupedAccount, polishAmount, polishDate } from './letter/polish-format.ts';
export { type FilledTemplate, type TemplateRunner, templateRunner } from './letter/template-runner.ts';
export type { LetterTemplate } from './letter/templates/letter-template.ts';
