import { migrate, openStore } from '@krok/store';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { seed } from '../seed.ts';
import { freshDatabase, temporaryFolder } from '../services/test-services.ts';

const taken = createServer().listen(0, '127.0.0.1');
after(() => taken.close());

it('a demo that fails does not keep anybody from starting: the small one takes its place', async () => {
  const folder = temporaryFolder('seed');
  const url = await freshDatabase('seed');
  await migrate(url);
  const address = taken.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const env = {
    DATABASE_URL: url,
    KROK_DATA: folder,
    // Somebody else's: the sandbox can't open it.
    KROK_SANDBOX_SMTP_PORT: String(port),
    KROK_SANDBOX_HTTP_PORT: '0',
  };
  const lines: string[] = [];
  const told = { line: (text: string) => lines.push(text), progress: () => {} };
  await seed(folder, { empty: false, days: 30 }, env, told);
  assert.match(lines.join('\n'), /Expected the demo to live 30 days, but it failed/);
  assert.ok(existsSync(join(folder, 'demo.log')));
  assert.ok(existsSync(join(folder, 'seeded.json')));
  const store = openStore({ url, keysFolder: join(folder, 'keys') });
  try {
    const [organisation] = await store.organisations.list();
    const id = organisation?.id ?? '';
    assert.deepEqual((await store.organisations.read(id)).clock, { mode: 'real' });
    assert.ok((await store.overview.cases({ organisationId: id, page: 1, size: 100 })).total > 0);
    // It is done once: a second start leaves it alone.
    const before = lines.length;
    await seed(folder, { empty: false, days: 30 }, env, told);
    assert.equal(lines.length, before);
  } finally {
    await store.close();
  }
});
