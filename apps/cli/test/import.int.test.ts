import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { polishCalendar } from '@krok/calendar';
import { migrate, openStore } from '@krok/store';
import { freshDatabase } from '../../../scripts/services/test-services.ts';
import { main } from '../src/index.ts';

const example = fileURLToPath(new URL('../../../docs/how-to/open-items-example.csv', import.meta.url));

test('import: into the books of the company with the NIP; again: known; the exit code tells refused lines', async () => {
  const url = await freshDatabase('cli');
  await migrate(url);
  const data = mkdtempSync(join(tmpdir(), 'krok-cli-'));
  process.env['KROK_DATA'] = data;
  process.env['DATABASE_URL'] = url;
  const store = openStore({ url, keysFolder: join(data, 'keys') });
  const organisationId = await store.organisations.create({
    name: 'T',
    clock: { mode: 'manual', now: Date.UTC(2026, 5, 19) },
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(),
  });
  await store.parties.addCreditor({ organisationId, name: 'Wierzyciel', nip: '0009998885' });
  const run = async (...args: readonly string[]) => {
    const lines: string[] = [];
    const errors: string[] = [];
    const code = await main(['import', ...args], {
      line: (text) => lines.push(text),
      error: (text) => errors.push(text),
    });
    return { code, text: lines.join('\n'), errors };
  };
  // On 19 June: the correction and the returned transfer have not happened yet.
  const first = await run(example, '--creditor', '000-999-88-85', '--json');
  assert.equal(first.code, 1);
  const report = JSON.parse(first.text);
  assert.deepEqual(
    report.errors.map(({ line, code }: { line: number; code: string }) => [line, code]),
    [
      [6, 'pastDate'],
      [10, 'pastDate'],
    ],
  );
  await store.clock.advance(organisationId, Date.UTC(2026, 6, 1));
  assert.match((await run(example, '--creditor', '0009998885')).text, /new corrections +1\n/);
  const again = await run(example, '--creditor', '0009998885');
  assert.equal(again.code, 0);
  assert.match(again.text, /imported before/);
  assert.equal((await run(example, '--creditor', '5260250274')).code, 2);
  assert.equal((await run(example, '--creditor', '1')).code, 2);
  assert.equal((await run('nowhere.csv', '--creditor', '0009998885')).code, 2);
  await store.close();
});
