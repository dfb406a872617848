import { equal, match, ok } from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createChannels, startSandbox, startSandboxReceivers } from '@krok/channels';
import { migrate, openStore } from '@krok/store';
import { bundleWorkflows, channelSettings, connectClient, startRelay, startWorker } from '@krok/worker';
import { pino } from 'pino';
import { freshDatabase, testServices } from '../../../scripts/services/test-services.ts';
import { main } from '../src/index.ts';

const scenario = (procedure: string, name: string): string =>
  fileURLToPath(new URL(`../../../diagrams/${procedure}/scenarios/${name}.json`, import.meta.url));

test('run lives a scenario: the rule starts its case, a mail leaves, the payment in the ledger ends it', async () => {
  const { code, lines, told } = await lived(scenario('before-due-date', 'paid-in-time'), '--factor', '14400');
  equal(code, 0, told);
  ok(
    lines.some((line) => line.includes('Przypomnij o terminie')),
    told,
  );
  match(told, /< FV\/2026\/11\/1: 1234\.56 PLN paid/);
  match(told, /Faktura zapłacona · Zapłacono w terminie/);
  equal(lines.at(-1), '1 of 1 cases ended.');
});

test('run --here lives it in a running installation, and leaves its organisation standing still', async () => {
  const installation = await openInstallation();
  try {
    const { code, told } = await lived(
      scenario('business-debtor', 'paid-after-first-reminder'),
      '--factor',
      '14400',
      '--here',
    );
    equal(code, 0, told);
    match(told, /day {3}\d {2}2026-\d\d-\d\d \d\d:\d\d {2}FV\/2026\/11\/1: Wyślij przypomnienie e-mailem/);
    match(told, /Zapłacono po przypomnieniach/);
    const [organisation] = await installation.store.organisations.list();
    const { clock } = await installation.store.clock.read(organisation?.id ?? '');
    equal(clock.mode, 'manual');
  } finally {
    await installation.close();
  }
});

/** Four hours a second: a worker on a busy machine is still in time for the mail before the payment. */
async function lived(...args: readonly string[]) {
  const lines: string[] = [];
  const output = { line: (text: string) => void lines.push(text), error: (text: string) => void lines.push(text) };
  const code = await main(['run', ...args, '--days', '60'], output);
  return { code, lines, told: lines.join('\n') };
}

/** What `npm start` runs, in this process; the command finds it by the environment. */
async function openInstallation() {
  const folder = await mkdtemp(join(tmpdir(), 'krok-here-'));
  const [{ temporalAddress: address }, url] = await Promise.all([testServices(), freshDatabase('here')]);
  await migrate(url);
  const before = { DATABASE_URL: process.env['DATABASE_URL'], KROK_DATA: process.env['KROK_DATA'] };
  Object.assign(process.env, { DATABASE_URL: url, KROK_DATA: folder });
  const store = openStore({ url, keysFolder: join(folder, 'keys') });
  await mkdir(join(folder, 'sandbox-mail'));
  const mails = await startSandbox({ folder: join(folder, 'sandbox-mail'), port: 0 });
  const receivers = await startSandboxReceivers({ dataFolder: folder, port: 0 });
  const ports = { KROK_SANDBOX_SMTP_PORT: String(mails.port), KROK_SANDBOX_HTTP_PORT: String(receivers.port) };
  const channels = createChannels(channelSettings(ports, folder, `smtp://127.0.0.1:${mails.port}`));
  const codePath = join(folder, 'bundle.js');
  await writeFile(codePath, (await bundleWorkflows()).code);
  const taskQueue = `here-${process.pid}`;
  const settings = { address, namespace: 'default', taskQueue, bundle: { codePath } };
  const worker = await startWorker({ store, channels }, settings);
  const client = await connectClient(store, address, 'default');
  const relay = await startRelay(store, client, { taskQueue, log: pino({ level: 'silent' }) });
  return {
    store,
    close: async () => {
      await relay.stop();
      await worker.stop();
      await client.connection.close();
      await channels.letters?.close();
      await mails.close();
      await receivers.close();
      await store.close();
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
