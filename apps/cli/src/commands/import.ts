import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readOpenItemsFile } from '@krok/imports';
import { nipOf } from '@krok/receivables';
import { type Creditor, type ImportReport, openStore, type Store } from '@krok/store';
import { keptDatabase } from '../../../../scripts/services/running-installation.ts';
import { InputError, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';

const usage = 'Expected import FILE --creditor NIP [--json].';

/**
 * `import FILE --creditor NIP [--json]`: open items into the books of a creditor company of the installation that runs
 * here. Exit code 0 if every line was good, 1 if some were refused (the good ones are kept).
 */
export async function importFile(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { creditor: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0 || values.creditor === undefined) throw new UsageError(usage);
  const nip = nipOf(values.creditor);
  if (nip === null) throw new UsageError(`Expected a NIP with a right checksum but got ${values.creditor}.`);
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) throw new InputError(`Expected a file but found none at ${path}.`);
  const { file, sha256 } = readOpenItemsFile(bytes);
  const { url, keysFolder } = keptDatabase();
  const store = openStore({ url, keysFolder, maxConnections: 2 });
  try {
    const { id: creditorId } = await creditorOf(store, nip);
    const report = await store.ledger.importOpenItems({ creditorId, sha256, fileName: basename(path), file, by: null });
    if (values.json) output.line(JSON.stringify(report, null, 2));
    else print(report, output);
    return report.errorCount === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

async function creditorOf(store: Store, nip: string): Promise<Creditor> {
  const found: Creditor[] = [];
  for (const { id } of await store.organisations.list()) {
    found.push(...(await store.parties.creditors(id)).filter((creditor) => creditor.nip === nip));
  }
  const [creditor] = found;
  if (creditor === undefined || found.length > 1) {
    throw new InputError(`Expected one creditor company with NIP ${nip} but there are ${found.length}.`);
  }
  return creditor;
}

function print({ outcome, counts, errors }: ImportReport, output: Output): void {
  if (outcome === 'known') output.line('This file was imported before: nothing was done.');
  for (const [name, words] of COUNTS) output.line(`${words.padEnd(19)} ${counts[name]}`);
  for (const { line, column, expected, got } of errors) {
    output.line(`line ${line}${column === null ? '' : `, ${column}`}: expected ${expected}, got "${got}"`);
  }
}

const COUNTS: readonly (readonly [keyof ImportReport['counts'], string])[] = [
  ['debtorsAdded', 'new debtors'],
  ['debtorsChanged', 'changed debtors'],
  ['invoicesAdded', 'new invoices'],
  ['invoicesChanged', 'changed invoices'],
  ['correctionsAdded', 'new corrections'],
  ['paymentsAdded', 'new payments'],
  ['unchanged', 'unchanged lines'],
];
