import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { acceptedEffects, listSandboxMails, readSandboxMail, startSandbox } from '../src/index.ts';
import { channelTo, freshFolder, mail, NOW } from './given.ts';

describe('the sandbox', () => {
  it('keeps what it accepted, readable as it was written', async () => {
    const folder = freshFolder();
    const sandbox = await startSandbox({ folder, port: 0 });
    try {
      const result = await channelTo(sandbox.port).deliver(mail(), 'effect-1');
      assert.equal(result.kind, 'accepted');
      const [kept, ...others] = await listSandboxMails(folder);
      assert.deepEqual(others, []);
      assert.ok(kept);
      assert.equal(kept.effectKey, 'effect-1');
      assert.equal(kept.messageId, result.kind === 'accepted' ? result.reference : '');
      assert.equal(kept.subject, mail().subject);
      assert.equal(kept.text, mail().text);
      assert.deepEqual(kept.to, ['ksiegowosc@dluznik.example']);
      assert.equal(kept.from, 'Dostawca Sp. z o.o. <naleznosci@dostawca.example>');
      assert.equal(kept.date, NOW);
    } finally {
      await sandbox.close();
    }
  });

  it('does not deduplicate: its log proves how often an effect arrived', async () => {
    const folder = freshFolder();
    const sandbox = await startSandbox({ folder, port: 0 });
    try {
      for (const key of ['a', 'b', 'a']) await channelTo(sandbox.port).deliver(mail(), key);
      assert.deepEqual((await acceptedEffects(folder)).map(({ effectKey }) => effectKey).sort(), ['a', 'a', 'b']);
      const newest = await listSandboxMails(folder, { limit: 2 });
      const rest = await listSandboxMails(folder, { before: newest[1]?.id ?? '' });
      assert.equal(newest.length + rest.length, 3);
    } finally {
      await sandbox.close();
    }
  });

  it('has the mail on the disk before it answers: a client that gives up leaves an unknown, not a lost mail', async () => {
    const folder = freshFolder();
    const accepted: string[] = [];
    const sandbox = await startSandbox({
      folder,
      port: 0,
      acceptDelayMs: 2_000,
      onAccepted: (id) => accepted.push(id),
    });
    try {
      const result = await channelTo(sandbox.port, 500).deliver(mail(), 'effect-1');
      assert.deepEqual(result, { kind: 'unknown', reason: 'ETIMEDOUT' });
      assert.equal(accepted.length, 1);
      assert.deepEqual(await acceptedEffects(folder), [{ id: accepted[0], effectKey: 'effect-1' }]);
    } finally {
      await sandbox.close();
    }
  });

  it('a shutdown between acceptance and answer is an unknown for the sender', async () => {
    const folder = freshFolder();
    const accepted = Promise.withResolvers<string>();
    const sandbox = await startSandbox({ folder, port: 0, acceptDelayMs: 5_000, onAccepted: accepted.resolve });
    const attempt = channelTo(sandbox.port).deliver(mail(), 'effect-1');
    await accepted.promise;
    await sandbox.close();
    assert.equal((await attempt).kind, 'unknown');
    assert.equal((await acceptedEffects(folder)).length, 1);
  });

  it('keeps nothing of a mail whose end never came', async () => {
    const folder = freshFolder();
    const sandbox = await startSandbox({ folder, port: 0 });
    try {
      const socket = connect(sandbox.port, '127.0.0.1');
      socket.setEncoding('utf8');
      let said = '';
      socket.on('data', (chunk: string) => (said += chunk));
      const lines = ['EHLO me', 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'DATA'];
      for (const [index, line] of lines.entries()) {
        while (said.split('\r\n').filter((reply) => /^\d{3} /.test(reply)).length <= index) await once(socket, 'data');
        socket.write(`${line}\r\n`);
      }
      while (!said.includes('\r\n354 ')) await once(socket, 'data');
      socket.write('Subject: half\r\n\r\nhalf a li');
      socket.destroy();
      await once(socket, 'close');
      assert.equal((await channelTo(sandbox.port).deliver(mail(), 'next')).kind, 'accepted');
      assert.deepEqual(
        (await acceptedEffects(folder)).map(({ effectKey }) => effectKey),
        ['next'],
      );
      assert.equal((await readdir(folder)).length, 1);
    } finally {
      await sandbox.close();
    }
  });

  it('gives no file outside its folder', async () => {
    await assert.rejects(readSandboxMail(freshFolder(), '../../etc/passwd'), { code: 'CHANNEL_SANDBOX_FOLDER' });
  });

  it('lists nothing where no mail ever came', async () => {
    assert.deepEqual(await listSandboxMails(`${freshFolder()}/none`), []);
  });
});
