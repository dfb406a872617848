import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { makeMailFolder, storeMail } from './mail-folder.ts';

export interface SandboxOptions {
  /** Where accepted mails are kept, one `.eml` each. Made when missing. */
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** For crash tests: milliseconds between acceptance (durable by then) and the answer 250. */
  readonly acceptDelayMs?: number;
  /** Told of each acceptance, before the delay. */
  readonly onAccepted?: (mailId: string) => void;
}

export interface SandboxServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A real SMTP server on 127.0.0.1 that takes every mail and sends none on. It answers 250 only for what is on the disk. */
export async function startSandbox(options: SandboxOptions): Promise<SandboxServer> {
  makeMailFolder(options.folder);
  const server = new SMTPServer({
    banner: 'Krok sandbox, mails stay here',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    closeTimeout: 500,
    logger: false,
    onData(stream, session, answer) {
      accept(stream, session, options).then(
        () => answer(null, 'Kept in the sandbox'),
        () => answer(Object.assign(new Error('Expected room to store the mail but got none'), { responseCode: 452 })),
      );
    },
  });
  // Clients that are killed in the middle of a session must not end the server.
  server.on('error', () => {});
  const listening = Promise.withResolvers<void>();
  const socket = server.listen(options.port, '127.0.0.1', listening.resolve);
  socket.once('error', listening.reject);
  await listening.promise;
  return {
    port: portOf(socket.address()),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const LARGEST_MAIL = 10 * 1024 * 1024;

async function accept(
  stream: Readable & { sizeExceeded?: boolean },
  session: SMTPServerSession,
  options: SandboxOptions,
): Promise<void> {
  const chunks: Buffer[] = [envelopeHeaders(session)];
  for await (const chunk of stream) if (!stream.sizeExceeded && Buffer.isBuffer(chunk)) chunks.push(chunk);
  if (stream.sizeExceeded) throw new Error('Expected at most 10 MB');
  const id = await storeMail(options.folder, Date.now(), Buffer.concat(chunks));
  options.onAccepted?.(id);
  if (options.acceptDelayMs) await delay(options.acceptDelayMs, undefined, { ref: false });
}

/** What a delivering server writes on top (RFC 5321 §4.4): the envelope, which the message itself does not show. */
function envelopeHeaders({ envelope }: SMTPServerSession): Buffer {
  const sender = envelope.mailFrom ? envelope.mailFrom.address : '';
  const lines = [`Return-Path: <${sender}>`, ...envelope.rcptTo.map(({ address }) => `Delivered-To: ${address}`)];
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
}

function portOf(address: AddressInfo | string | null): number {
  if (address && typeof address === 'object') return address.port;
  throw new Error('Expected a TCP address');
}
