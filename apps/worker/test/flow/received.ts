import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedEffects, listSandboxFilings, listSandboxKrdOrders, listSandboxSms } from '@krok/channels';

/** Keys of what each receiver got, in any order and with repeats. */
export interface Received {
  readonly mails: readonly string[];
  readonly sms: readonly string[];
  readonly letters: readonly string[];
  /** Orders to the register. */
  readonly krd: readonly string[];
  /** References of claims; of a later word also its place. */
  readonly epu: readonly string[];
}

export async function received(data: string): Promise<Received> {
  const letters = join(data, 'letters');
  return {
    mails: (await acceptedEffects(join(data, 'sandbox-mail'))).map(({ effectKey }) => effectKey ?? ''),
    sms: listSandboxSms(join(data, 'sandbox-sms')).map(({ form }) => form['idx'] ?? ''),
    letters: existsSync(letters) ? readdirSync(letters).filter((name) => name.endsWith('.pdf')) : [],
    krd: listSandboxKrdOrders(join(data, 'sandbox-krd')).map(({ order }) => order),
    epu: listSandboxFilings(join(data, 'sandbox-epu')).map(({ kind, reference, xml }) =>
      kind === 'claim' ? reference : `${reference} ${xml}`,
    ),
  };
}

export function repeated(keys: readonly string[]): readonly string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}
