import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepRunning } from '../services/keep-running.ts';

/** A thing that ends when told to; `starts` counts how often it was started. */
function fragile() {
  const ends: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  return {
    ends,
    started: (times: number) =>
      new Promise<void>((resolve) => {
        const check = () => (ends.length >= times ? resolve() : waiting.push(check));
        check();
      }),
    start: async () => {
      const { promise: exited, resolve } = Promise.withResolvers<void>();
      ends.push(resolve);
      for (const check of waiting.splice(0)) check();
      return { exited, stop: async () => resolve() };
    },
  };
}

test('what ends by itself is started again, and says so', async () => {
  const thing = fragile();
  const lines: string[] = [];
  const kept = await keepRunning('mailer', thing.start, {
    mayRestart: () => true,
    report: (line) => lines.push(line),
    firstDelay: 1,
  });
  thing.ends[0]?.();
  await thing.started(2);
  thing.ends[1]?.();
  await thing.started(3);
  await kept.stop();
  assert.equal(thing.ends.length, 3);
  assert.match(lines.join('\n'), /^mailer ended unexpectedly; starting it again in 0.001 s\./);
});

test('during the first start it is not started again', async () => {
  const thing = fragile();
  const kept = await keepRunning('mailer', thing.start, { mayRestart: () => false, report: () => {} });
  thing.ends[0]?.();
  await kept.died;
  await kept.stop();
  assert.equal(thing.ends.length, 1);
});

test('a first start that fails is the caller’s to report', async () => {
  const start = () => Promise.reject(new Error('no'));
  await assert.rejects(keepRunning('mailer', start, { mayRestart: () => true, report: () => {} }), /no/);
});
