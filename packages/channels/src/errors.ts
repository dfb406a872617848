export type ChannelErrorCode =
  | 'CHANNEL_SMTP_URL'
  | 'CHANNEL_EFFECT_KEY'
  | 'CHANNEL_SANDBOX_FOLDER'
  | 'CHANNEL_NO_BROWSER'
  | 'CHANNEL_MASS_PRINT'
  | 'CHANNEL_RECEIVER_URL'
  | 'CHANNEL_EPU_SCHEMAS'
  | 'CHANNEL_EPU_ACCOUNTS'
  | 'CHANNEL_LETTER_FOLDER';

/** Wrong configuration or a caller's mistake; what a receiver answers is a `DeliveryResult`, never an error. */
export class ChannelError extends Error {
  readonly code: ChannelErrorCode;
  constructor(code: ChannelErrorCode, message: string) {
    super(message);
    this.name = 'ChannelError';
    this.code = code;
  }
}
