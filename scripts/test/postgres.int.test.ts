import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { ensureDatabase, startPostgres } from '../services/postgres.ts';
import { endWithThisProcess, freshDatabase, temporaryFolder } from '../services/test-services.ts';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const dataDir = temporaryFolder('crash');
after(() => rmSync(dataDir, { recursive: true, force: true }));

test('committed rows survive kill -9, on the same port and with the same password', async () => {
  const first = await startPostgres({ dataDir });
  endWithThisProcess(first.pid, dataDir);
  const url = await ensureDatabase(first.url, 'krok');
  await query(url, 'CREATE TABLE note AS SELECT 1 AS number');
  await first.kill();
  const second = await startPostgres({ dataDir });
  endWithThisProcess(second.pid, dataDir);
  try {
    assert.equal(second.url, first.url);
    assert.deepEqual(await query(url, 'SELECT number FROM note'), [{ number: 1 }]);
    assert.deepEqual(await query(url, 'SHOW listen_addresses'), [{ listen_addresses: '127.0.0.1' }]);
  } finally {
    await second.stop();
  }
});

test('the password is a long random one, in a file of the user alone', () => {
  const file = join(dataDir, 'password');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.ok(readFileSync(file, 'utf8').trim().length >= 32);
});

test('a server that an earlier process left running is stopped, then the cluster starts', async () => {
  const left = await startPostgres({ dataDir });
  const next = await startPostgres({ dataDir });
  assert.notEqual(next.pid, left.pid);
  await left.exited;
  await next.stop();
});

test('every suite gets a database of its own', async () => {
  const [one, two] = [await freshDatabase('one'), await freshDatabase('two')];
  assert.notEqual(one, two);
  await query(one, 'CREATE TABLE only_here (a int)');
  assert.deepEqual(await query(two, "SELECT 1 FROM pg_tables WHERE tablename = 'only_here'"), []);
});
