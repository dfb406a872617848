import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { acceptedEffects, createChannels, type EmailChannel } from '@krok/channels';
import { channelSettings } from '../src/channel-settings.ts';

const ENTRY = fileURLToPath(new URL('../src/sandbox-main.ts', import.meta.url));
const NOW = Date.parse('2026-11-25T09:30:00Z');
const MAIL = {
  from: { address: 'a@dostawca.example' },
  to: { address: 'b@dluznik.example' },
  subject: 'Przypomnienie',
  text: 'Dzień dobry',
  date: 0,
};

describe('the sandbox process', () => {
  let data: string;
  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'krok-sandbox-main-'));
  });
  after(() => rm(data, { recursive: true, force: true }));

  it('outlives nobody but keeps what it accepted: kill -9 between acceptance and answer', async () => {
    const { child, port, accepted } = await start({ KROK_SANDBOX_ACCEPT_DELAY_MS: '20000' });
    const attempt = emailTo(port).deliver(MAIL, 'effect-1');
    await accepted;
    child.kill('SIGKILL');
    assert.equal((await attempt).kind, 'unknown');
    assert.deepEqual(
      (await acceptedEffects(join(data, 'sandbox-mail'))).map(({ effectKey }) => effectKey),
      ['effect-1'],
    );

    const again = await start();
    assert.equal((await emailTo(again.port).deliver(MAIL, 'effect-2')).kind, 'accepted');
    assert.equal((await acceptedEffects(join(data, 'sandbox-mail'))).length, 2);
    again.child.kill('SIGTERM');
    assert.deepEqual(await once(again.child, 'exit'), [0, null]);
  });

  it('takes SMS, KRD orders and claims beside mails, where it is given a port for them', async () => {
    const { child, httpPort } = await start({ KROK_SANDBOX_HTTP_PORT: '0' });
    const settings = channelSettings({ KROK_SANDBOX_HTTP_PORT: String(httpPort) }, data, 'smtp://127.0.0.1:1');
    const { sms, krd, epu } = createChannels(settings);
    const order = { kind: 'remove', listing: 'listing-1', reason: 'Paid' } as const;
    const message = { to: '500600700', text: 'Dzień dobry', date: NOW };
    assert.equal((await sms?.deliver(message, 'effect-1'))?.kind, 'accepted');
    assert.equal((await krd?.deliver(order, 'effect-2', NOW))?.kind, 'accepted');
    assert.deepEqual(await epu?.find('effect-3', NOW), { kind: 'notDelivered' });
    assert.ok(sms?.sandbox && krd?.sandbox && epu?.sandbox);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('says so and ends when its port is taken', async () => {
    const first = await start();
    const second = run({ KROK_SANDBOX_SMTP_PORT: String(first.port) });
    const [code] = await once(second, 'exit');
    assert.equal(code, 1);
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');
  });

  function emailTo(port: number): EmailChannel {
    return createChannels({ smtpUrl: `smtp://127.0.0.1:${port}`, sandboxPort: port }).email;
  }

  function run(environment: Record<string, string>): ChildProcess {
    return spawn(process.execPath, [ENTRY], {
      env: { PATH: process.env['PATH'], KROK_DATA: data, KROK_SANDBOX_SMTP_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  async function start(environment: Record<string, string> = {}) {
    const child = run(environment);
    const ready = Promise.withResolvers<{ port: number; httpPort?: number }>();
    const accepted = Promise.withResolvers<void>();
    assert.ok(child.stdout);
    createInterface(child.stdout).on('line', (line) => {
      const { msg, ...ports }: { msg: string; port: number; httpPort?: number } = JSON.parse(line);
      if (msg === 'sandbox ready') ready.resolve(ports);
      if (msg === 'accepted') accepted.resolve();
    });
    child.once('exit', (code) => ready.reject(new Error(`Expected the sandbox to run but it ended (${code}).`)));
    return { child, ...(await ready.promise), accepted: accepted.promise };
  }
});
