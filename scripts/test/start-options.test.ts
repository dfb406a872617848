import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startOptions } from '../start-options.ts';

const cases: [string[], unknown][] = [
  [[], { port: 3000, empty: false, reset: false }],
  [['--port', '4000', '--empty', '--reset'], { port: 4000, empty: true, reset: true }],
  [['--port=0'], { problem: 'Expected a port from 1 to 65535, but got "0".' }],
  [['--port', 'web'], { problem: 'Expected a port from 1 to 65535, but got "web".' }],
  [['--help'], { problem: '' }],
];
for (const [args, expected] of cases) {
  test(`npm start -- ${args.join(' ')}`, () => assert.deepEqual(startOptions(args), expected));
}

test('an unknown option is named', () => {
  const options = startOptions(['--colour']);
  assert.match('problem' in options ? options.problem : '', /--colour/);
});
