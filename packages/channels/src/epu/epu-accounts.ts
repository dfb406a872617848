import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ChannelError } from '../errors.ts';
import type { EpuAccount } from './epu-service.ts';

/** Accounts at the e-court by their user names. */
export type EpuAccounts = ReadonlyMap<string, EpuAccount>;

/**
 * Passwords and keys of the accounts of several creditors: a JSON file
 * `{"<user>": {"password": "...", "apiKey": "..."}}`. Throws where it can't be read, without quoting it.
 */
export function readEpuAccounts(file: string): EpuAccounts {
  try {
    const entries = Object.entries(FILE.parse(JSON.parse(readFileSync(file, 'utf8'))));
    return new Map(entries.map(([user, secrets]) => [user, { user, ...secrets }]));
  } catch {
    throw new ChannelError(
      'CHANNEL_EPU_ACCOUNTS',
      'Expected a JSON file of accounts with password and apiKey at KROK_EPU_ACCOUNTS but it cannot be read as one.',
    );
  }
}

const FILE = z.record(z.string().min(1), z.object({ password: z.string(), apiKey: z.string() }));
