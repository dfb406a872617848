import { migrate, openStore } from '@krok/store';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freshDatabase } from '../../../scripts/services/test-services.ts';
import { demoCreditors, demoInvoices } from '../src/seed/demo-parties.ts';
import { passwordMatches } from '../src/sign-in/passwords.ts';

const seedMain = fileURLToPath(new URL('../src/seed-main.ts', import.meta.url));

describe('the first start', () => {
  it('makes people, parties, procedure and cases once, however often it is begun', async () => {
    const { run, store, file } = await installation();
    try {
      await run();
      const { signIns } = JSON.parse(await run());
      assert.deepEqual(
        signIns.map(({ role }: { role: string }) => role),
        [
          'administrator',
          'processOwner',
          'manager',
          'collector',
          'approver',
          'accountant',
          'salesperson',
          'lawyer',
          'auditor',
        ],
      );
      for (const { email, password } of signIns) {
        const found = await store.users.forSignIn(email);
        assert.ok(
          await passwordMatches(password, found?.passwordHash),
          `the password of ${email} is the one of the last run`,
        );
        assert.ok(readFileSync(file, 'utf8').includes(password));
      }
      assert.equal(statSync(file).mode & 0o777, 0o600);
      const [organisation] = await store.organisations.list();
      const id = organisation?.id ?? '';
      const cases = await store.overview.cases({ organisationId: id, page: 1, size: 100 });
      const numbers = new Map(
        (await store.ledger.invoices({ organisationId: id })).map((each) => [each.id, each.number]),
      );
      assert.deepEqual(
        cases.items.map(({ subject }) => numbers.get(subject ?? '')).sort(),
        demoInvoices.map(({ number }) => number).sort(),
      );
      assert.equal((await store.parties.creditors(id)).length, 2);
      assert.equal((await store.parties.debtors(id)).length, 5);
    } finally {
      await store.close();
    }
  });

  it('makes nothing but the organisation and its administrator when it is to be empty', async () => {
    const { run, store } = await installation();
    try {
      const { signIns } = JSON.parse(await run('--empty'));
      assert.equal(signIns.length, 1);
      const [organisation] = await store.organisations.list();
      const id = organisation?.id ?? '';
      assert.equal((await store.overview.cases({ organisationId: id, page: 1, size: 1 })).total, 0);
      assert.deepEqual(await store.deployments.list(id), []);
      assert.deepEqual(
        (await store.users.list(id)).map(({ roles }) => roles),
        [['administrator']],
      );
    } finally {
      await store.close();
    }
  });

  it('names companies by tax numbers that are well formed and nobody has', () => {
    const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
    for (const { nip } of demoCreditors) {
      assert.equal(
        weights.reduce((sum, weight, place) => sum + weight * Number(nip[place]), 0) % 11,
        Number(nip[9]),
        nip,
      );
      assert.match(nip, /^000\d{7}$/);
    }
  });
});

async function installation() {
  const url = await freshDatabase('seed');
  await migrate(url);
  const folder = mkdtempSync(join(tmpdir(), 'krok-seed-'));
  const file = join(folder, 'sign-ins.txt');
  const env = { ...process.env, DATABASE_URL: url, KROK_DATA: folder, KROK_SIGN_INS: file };
  return {
    file,
    store: openStore({ url, keysFolder: join(folder, 'keys') }),
    run: async (...options: string[]) =>
      (await promisify(execFile)(process.execPath, [seedMain, ...options], { env })).stdout,
  };
}
