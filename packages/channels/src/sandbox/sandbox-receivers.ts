import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { epuSandbox } from '../epu/epu-sandbox.ts';
import { CLOCK_HEADER } from '../http/receiver-address.ts';
import { krdSandbox } from '../krd/krd-sandbox.ts';
import { smsSandbox } from '../sms/sms-sandbox.ts';
import { webhookSandbox } from '../webhook/webhook-sandbox.ts';
import type { Receiver } from './receiver.ts';

export interface SandboxReceiversOptions {
  /** Receives `sandbox-sms`, `sandbox-krd`, `sandbox-epu` and `sandbox-webhook`. */
  readonly dataFolder: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder of the court's schemas; without it claims are read, not validated. */
  readonly epuSchemas?: string | undefined;
  /** For crash tests: milliseconds between keeping (durable by then) and answering. */
  readonly answerDelayMs?: number;
  /** Told of each request that was kept, before the delay. */
  readonly onKept?: (path: string) => void;
}

export interface SandboxReceivers {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * SMSAPI, KRD, the e-court and the firm's own systems in one server on 127.0.0.1: each speaks the real protocol, keeps exactly what it was sent
 * and answers by the organisation's clock, whose present comes with every request. Nothing is sent on.
 */
export async function startSandboxReceivers(options: SandboxReceiversOptions): Promise<SandboxReceivers> {
  const receivers: Receiver[] = [
    smsSandbox(join(options.dataFolder, 'sandbox-sms')),
    krdSandbox(join(options.dataFolder, 'sandbox-krd')),
    epuSandbox(join(options.dataFolder, 'sandbox-epu'), options.epuSchemas),
    webhookSandbox(join(options.dataFolder, 'sandbox-webhook')),
  ];
  const server = createServer((request, response) => {
    handle(receivers, options, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const LARGEST_BODY = 20 * 1024 * 1024;

async function handle(
  receivers: readonly Receiver[],
  { onKept, answerDelayMs }: SandboxReceiversOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const receiver = receivers.find(({ path }) => path === url.pathname);
  if (!receiver) {
    response.writeHead(404).end();
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > LARGEST_BODY) {
      response.writeHead(413).end();
      return;
    }
    chunks.push(chunk);
  }
  const clock = Number(request.headers[CLOCK_HEADER]);
  const answer = await receiver.answer({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    now: Number.isSafeInteger(clock) && clock > 0 ? clock : Date.now(),
  });
  onKept?.(receiver.path);
  if (answerDelayMs) await delay(answerDelayMs, undefined, { ref: false });
  response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
}
