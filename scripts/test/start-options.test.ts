import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startOptions } from '../start-options.ts';

const cases: [string[], unknown][] = [
  [[], { port: 3000, empty: false, reset: false, demoDays: 120 }],
  [['--port', '4000', '--empty', '--reset'], { port: 4000, empty: true, reset: true, demoDays: 120 }],
  [['--port=0'], { problem: 'Expected a port from 1 to 65535, but got "0".' }],
  [['--port', 'web'], { problem: 'Expected a port from 1 to 65535, but got "web".' }],
  [['--help'], { problem: '' }],
];
for (const [args, expected] of cases) {
  test(`npm start -- ${args.join(' ')}`, () => assert.deepEqual(startOptions(args, {}), expected));
}

test('an unknown option is named', () => {
  const options = startOptions(['--colour']);
  assert.match('problem' in options ? options.problem : '', /--colour/);
});

test('how long the demo has lived is a whole number of days, at most a year', () => {
  const daysOf = (text: string) => startOptions([], { KROK_DEMO_DAYS: text });
  assert.deepEqual(daysOf('0'), { port: 3000, empty: false, reset: false, demoDays: 0 });
  for (const text of ['-1', 'many', '1.5', '1000']) assert.ok('problem' in daysOf(text), text);
});
