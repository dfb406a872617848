import type { DeliveryResult } from '../delivery-result.ts';

/** Where an attempt stood: `ended` from the moment on when the end of the message may be on its way. */
export type SmtpPhase = 'connecting' | 'envelope' | 'message' | 'ended';

export interface SmtpFailure {
  readonly phase: SmtpPhase;
  /** The server's reply code, if it was a reply that ended the attempt. */
  readonly replyCode?: number;
  /** Code of the library or the system: ECONNECTION, ETIMEDOUT, EAUTH ... */
  readonly errorCode?: string;
  /** Verb that the server answered: `MAIL FROM`, `RCPT TO`, `DATA`, `AUTH PLAIN`, `CONN` ... */
  readonly command?: string;
}

/**
 * A server takes a message over when it answers the end of its data with 2xx (RFC 5321 §4.2.5). Before that end is sent
 * nothing was taken over; after it only a 4xx or 5xx reply proves that it was not. 421 proves nothing: a server that
 * shuts down may say it at any moment (§3.8).
 */
export function classifyFailure({ phase, replyCode, errorCode, command }: SmtpFailure): DeliveryResult {
  const reason = replyCode === undefined ? (errorCode ?? 'ECONNECTION') : `${command ?? 'SMTP'} ${replyCode}`;
  const proof = replyCode !== undefined && replyCode >= 400 && replyCode <= 599 && replyCode !== 421;
  if (phase === 'ended' && !proof) return { kind: 'unknown', reason };
  return { kind: 'refused', reason, permanent: proof && concernsMessage(command) && isPermanent(replyCode) };
}

/** A refused login or greeting is the account's or the server's trouble: another day the same message may pass. */
function concernsMessage(command: string | undefined): boolean {
  return command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA';
}

/** 503 (bad sequence) speaks of the session, not of the message. */
function isPermanent(replyCode: number): boolean {
  return replyCode >= 500 && replyCode !== 503;
}
