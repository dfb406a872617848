import { ChannelError } from '../errors.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`). */
  readonly secure: boolean;
  /** Refuse to talk without STARTTLS. */
  readonly requireTls: boolean;
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Right-hand side of Message-IDs and our name in EHLO. */
  readonly ownHost: string;
}

/**
 * Reads `smtp://user:password@host:port?name=own.host` (or `smtps:`). TLS is demanded everywhere but on this very
 * machine; `?tls=optional` allows a relay in a trusted network without it, never together with a password.
 */
export function smtpSettings(url: string): SmtpSettings {
  const parsed = parse(url);
  const secure = parsed.protocol === 'smtps:';
  const credentials = parsed.username
    ? { user: decodeURIComponent(parsed.username), password: decodeURIComponent(parsed.password) }
    : undefined;
  const optional = parsed.searchParams.get('tls') === 'optional';
  if (optional && credentials) throw wrong('no ?tls=optional together with a password');
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: Number(parsed.port) || (secure ? 465 : 587),
    secure,
    requireTls: !secure && !optional && !LOOPBACK.has(host),
    ...(credentials && { credentials }),
    ownHost: parsed.searchParams.get('name') ?? 'krok.invalid',
  };
}

/** Names of this very machine. */
export const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

function parse(url: string): URL {
  // The URL may hold a password, so that no message repeats it.
  if (!URL.canParse(url)) throw wrong('a URL');
  const parsed = new URL(url);
  if (parsed.protocol !== 'smtp:' && parsed.protocol !== 'smtps:') throw wrong('smtp: or smtps:');
  if (!parsed.hostname) throw wrong('a host');
  return parsed;
}

function wrong(expected: string): ChannelError {
  return new ChannelError('CHANNEL_SMTP_URL', `Expected ${expected} in KROK_SMTP_URL but got something else.`);
}
