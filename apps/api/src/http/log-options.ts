import type { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';

/** A log without bodies, cookies, tokens or queries; what looks like a PESEL or an IBAN is masked wherever it stands. */
export function apiLogger(level: string, destination?: Writable): Logger {
  const options = {
    level,
    redact: ['req.headers', 'res.headers', 'err.config', 'password', 'token', 'cookie', 'authorization'],
    hooks: { streamWrite: maskPersonal },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Digits stay digits in number, so that a masked line is still JSON. */
export function maskPersonal(line: string): string {
  return line
    .replace(/(?<![\dA-Za-z])(?:PL)?(?:[ -]?\d){26}(?!\d)/g, (iban) => iban.replaceAll(/\d/g, '9'))
    .replace(/(?<![\d.])\d{11}(?!\d)/g, (digits) => (isPesel(digits) ? '99999999999' : digits));
}

function isPesel(digits: string): boolean {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 10 === 0;
}
