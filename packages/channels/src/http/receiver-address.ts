import { LOOPBACK } from '../email/smtp-settings.ts';
import { ChannelError } from '../errors.ts';

/** Where a service is, and whether it is the sandbox of this machine. */
export interface ReceiverAddress {
  readonly url: string;
  readonly sandbox: boolean;
}

/** Sent to sandboxes only, which live on the organisation's clock: its present, epoch ms. */
export const CLOCK_HEADER = 'x-krok-clock';

/** Plain http is for this very machine; `sandboxPort` is the port that the sandbox listens on. */
export function receiverAddress(url: string, sandboxPort: number | string | undefined): ReceiverAddress {
  if (!URL.canParse(url)) throw wrong('a URL');
  const { protocol, hostname, port } = new URL(url);
  const local = LOOPBACK.has(hostname.replace(/^\[|\]$/g, ''));
  if (protocol !== 'https:' && !(protocol === 'http:' && local)) throw wrong('https:');
  return { url, sandbox: local && sandboxPort !== undefined && port === String(sandboxPort) };
}

/** Headers that every request to it carries. */
export function clockHeaders({ sandbox }: ReceiverAddress, now: number): Record<string, string> {
  return sandbox ? { [CLOCK_HEADER]: String(now) } : {};
}

function wrong(expected: string): ChannelError {
  return new ChannelError('CHANNEL_RECEIVER_URL', `Expected ${expected} of a receiver but got something else.`);
}
