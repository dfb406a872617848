import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { noteProcess, notedProcess, stopLeftover } from '../services/leftover-process.ts';
import { tryLock } from '../services/lock-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'krok-lock-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a lock is held by one process and free again after its release', () => {
  const file = join(folder, 'a.json');
  const lock = tryLock(file);
  assert.ok('release' in lock);
  assert.deepEqual(tryLock(file), { heldBy: process.pid });
  lock.release();
  const again = tryLock(file);
  assert.ok('release' in again);
});

test('the lock of a dead process, a reused number or a half-written file is taken over', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  const dead = child.pid;
  await once(child, 'exit');
  const contents = [
    JSON.stringify({ pid: dead, startedAt: '1' }),
    JSON.stringify({ pid: process.pid, startedAt: 'another time' }),
    '{"pid":',
  ];
  for (const [index, content] of contents.entries()) {
    const file = join(folder, `stale-${index}.json`);
    writeFileSync(file, content);
    assert.ok('release' in tryLock(file), content);
  }
});

test('of many processes that find the lock of a dead one at once, one takes it', async () => {
  const file = join(folder, 'raced.json');
  const service = fileURLToPath(new URL('../services/lock-file.ts', import.meta.url));
  const contender = `import { tryLock } from ${JSON.stringify(service)};
    process.stdout.write('ready');
    process.stdin.once('data', () => {
      const lock = tryLock(${JSON.stringify(file)});
      process.stdout.write('release' in lock ? 'taken' : 'held');
      process.stdin.once('data', () => process.exit(0));
    });`;
  for (let round = 0; round < 2; round += 1) {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 - 1, startedAt: '1' }));
    const racers = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', contender]);
      let said = '';
      child.stdout.on('data', (chunk) => (said += chunk));
      child.stderr.on('data', (chunk) => (said += chunk));
      return { child, says: (words: RegExp) => words.test(said), said: () => said };
    });
    const all = async (words: RegExp): Promise<void> => {
      for (const { child, says, said } of racers) {
        while (!says(words)) {
          assert.equal(child.exitCode, null, said());
          await delay(5);
        }
      }
    };
    await all(/ready/);
    for (const { child } of racers) child.stdin.write('go');
    await all(/taken|held/);
    assert.equal(racers.filter(({ says }) => says(/taken/)).length, 1);
    for (const { child } of racers) child.stdin.write('end');
    await Promise.all(racers.map(({ child }) => child.exitCode ?? once(child, 'exit')));
    rmSync(file, { force: true });
  }
});

test('a process that was left running is stopped', async () => {
  const child = spawn(process.execPath, [
    '-e',
    'process.on("SIGTERM", () => process.exit(0)); console.log(1); setInterval(() => {}, 9)',
  ]);
  await once(child.stdout, 'data');
  noteProcess(folder, 'left', child.pid ?? 0);
  assert.equal(notedProcess(folder, 'left'), child.pid);
  assert.equal(await stopLeftover(folder, 'left', 'SIGTERM'), true);
  assert.equal(notedProcess(folder, 'left'), undefined);
  assert.equal(await stopLeftover(folder, 'left', 'SIGTERM'), false);
});
