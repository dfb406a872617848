import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { Client, Connection } from '@temporalio/client';
import { answers, startTemporal } from '../services/temporal.ts';
import { endWithThisProcess, temporaryFolder } from '../services/test-services.ts';

const dataDir = temporaryFolder('crash');
after(() => rmSync(dataDir, { recursive: true, force: true }));

test('a started workflow survives kill -9 of the server, which comes back on the same port', async () => {
  const first = await startTemporal({ dataDir, namespaces: ['krok'] });
  endWithThisProcess(first.pid, dataDir);
  await start(first.address);
  await first.kill();
  const second = await startTemporal({ dataDir, namespaces: ['krok'] });
  endWithThisProcess(second.pid, dataDir);
  try {
    assert.equal(second.address, first.address);
    assert.equal(await status(second.address), 'RUNNING');
    assert.equal(await answers(second.address, ['no-such-namespace']), false);
  } finally {
    await second.stop();
  }
});

async function start(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace: 'krok' });
  await client.workflow.start('anything', { taskQueue: 'nobody', workflowId: 'survivor' });
  await connection.close();
}

async function status(address: string): Promise<string> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace: 'krok' });
  const { status } = await client.workflow.getHandle('survivor').describe();
  await connection.close();
  return status.name;
}
