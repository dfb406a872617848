export { type Channels, type ChannelSettings, createChannels, type ReceiverSettings } from './create-channels.ts';
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
export { groupedAccount, polishAmount, polishDate, shortDate } from './letter/polish-format.ts';
export { type FilledTemplate, type TemplateRunner, templateRunner } from './letter/template-runner.ts';
export type { LetterTemplate } from './letter/templates/letter-template.ts';
export { clockHeaders, receiverAddress, type ReceiverAddress } from './http/receiver-address.ts';
export {
  startSandboxReceivers,
  type SandboxReceivers,
  type SandboxReceiversOptions,
} from './sandbox/sandbox-receivers.ts';
export { type Sms, type SmsApiOptions, smsApiChannel, type SmsChannel } from './sms/sms-channel.ts';
export { smsLength, type SmsLength, withoutPolishLetters } from './sms/sms-length.ts';
export { listSandboxSms, SMS_SANDBOX_PATH, type SandboxSms } from './sms/sms-sandbox.ts';
export { krdChannel, type KrdChannel, type KrdOptions } from './krd/krd-channel.ts';
export type { KrdAddress, KrdDebtor, KrdObligation, KrdOrder, KrdOrderStatus } from './krd/krd-order.ts';
export { listSandboxKrdOrders, type SandboxKrdOrder } from './krd/krd-sandbox.ts';
export { nicciInput } from './krd/nicci-input.ts';
export { SIDDIN_PATH } from './krd/siddin.ts';
export {
  type WebhookChannel,
  webhookChannel,
  type WebhookEvent,
  type WebhookSystem,
} from './webhook/webhook-channel.ts';
export { listSandboxWebhooks, type SandboxWebhook, WEBHOOK_SANDBOX_PATH } from './webhook/webhook-sandbox.ts';
export { courtTimeline, type CourtTimeline } from './epu/court-timeline.ts';
export { type EpuAccounts, readEpuAccounts } from './epu/epu-accounts.ts';
export { epuChannel, type EpuChannel, type EpuOptions } from './epu/epu-channel.ts';
export type {
  EpuAddress,
  EpuClaim,
  EpuFiling,
  EpuParty,
  EpuReceivable,
  EpuStatus,
  EpuSubmitter,
} from './epu/epu-filing.ts';
export { listSandboxFilings, type SandboxFiling } from './epu/epu-sandbox.ts';
export { packageCheck, type PackageCheck } from './epu/epu-schemas.ts';
export { EPU_PATH, type EpuAccount } from './epu/epu-service.ts';
export { pozwyXml } from './epu/pozwy-xml.ts';
export { withdrawalXml } from './epu/withdrawal-xml.ts';
