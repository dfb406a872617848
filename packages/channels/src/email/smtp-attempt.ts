import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { DeliveryResult } from '../delivery-result.ts';
import { classifyFailure, type SmtpPhase } from './classify-failure.ts';
import type { SmtpSettings } from './smtp-settings.ts';

export interface SmtpLimits {
  /** Milliseconds from the first byte to the last; then the attempt is given up as it stands. */
  readonly attempt: number;
}

export interface Envelope {
  readonly from: string;
  readonly to: string;
  /** The whole message, RFC 5322. */
  readonly raw: Uint8Array;
  /** Given back as the reference of an accepted message. */
  readonly reference: string;
}

/** One SMTP session for one message. Always answers, within the limit. */
export function smtpAttempt(settings: SmtpSettings, limits: SmtpLimits, envelope: Envelope): Promise<DeliveryResult> {
  const { promise, resolve } = Promise.withResolvers<DeliveryResult>();
  let phase: SmtpPhase = 'connecting';
  const connection = new SMTPConnection({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS: settings.requireTls,
    name: settings.ownHost,
    connectionTimeout: limits.attempt,
    greetingTimeout: limits.attempt,
    socketTimeout: limits.attempt,
    socketCloseTimeout: 500,
  });
  let settled = false;
  const settle = (result: DeliveryResult): void => {
    if (settled) return;
    settled = true;
    clearTimeout(deadline);
    if (result.kind === 'accepted') connection.quit();
    else connection.close();
    resolve(result);
  };
  const fail = (error: SmtpError): void => settle(classifyFailure({ phase, ...detailsOf(error) }));
  const deadline = setTimeout(() => fail({ code: 'ETIMEDOUT' }), limits.attempt);

  const send = (): void => {
    phase = 'envelope';
    const message = Readable.from(piecesOf(envelope.raw), { objectMode: false });
    message.once('resume', () => {
      phase = 'message';
    });
    // The library writes the closing dot after this event, never before.
    message.once('end', () => {
      phase = 'ended';
    });
    connection.send({ from: envelope.from, to: [envelope.to], size: envelope.raw.byteLength }, message, (error) =>
      error ? fail(error) : settle({ kind: 'accepted', reference: envelope.reference }),
    );
  };
  connection.on('error', fail);
  connection.on('end', () => fail({ code: 'ECONNECTION' }));
  connection.connect((error) => {
    if (error) return fail(error);
    const { credentials } = settings;
    if (!credentials) return send();
    connection.login({ credentials: { user: credentials.user, pass: credentials.password } }, (refused) =>
      refused ? fail(refused) : send(),
    );
  });
  return promise;
}

// In pieces, so that the end is not reached before most of it has found room on the line.
function* piecesOf(raw: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < raw.byteLength; at += PIECE) yield raw.subarray(at, at + PIECE);
}

const PIECE = 16 * 1024;

interface SmtpError {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
}

function detailsOf(error: SmtpError): { replyCode?: number; errorCode?: string; command?: string } {
  return {
    ...(error.responseCode !== undefined && { replyCode: error.responseCode }),
    ...(error.code !== undefined && { errorCode: error.code }),
    ...(error.command !== undefined && { command: error.command }),
  };
}
