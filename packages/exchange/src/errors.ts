export type ExchangeErrorCode = 'UNKNOWN_CASE' | 'UNKNOWN_DELIVERY' | 'WRONG_SETTLEMENT';

/** A driver's mistake, never a matter of data: what can happen in operation is a decision or a settlement. */
export class ExchangeError extends Error {
  readonly code: ExchangeErrorCode;

  constructor(code: ExchangeErrorCode, message: string) {
    super(message);
    this.name = 'ExchangeError';
    this.code = code;
  }
}
