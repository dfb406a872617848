import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';

// The test file of a batch: runs the test files that its arguments name, one after another, in this one process.
const files = process.argv.slice(2);
const read = Promise.withResolvers<void>();
// A property that names no seed plays that of the run.
const seed = Number(process.env['SEED']);
if (Number.isInteger(seed)) fc.configureGlobal({ seed });
// Whatever is said outside a suite runs in turn, so that no test shares its time with the reading of files.
test('all files are read', () => read.promise);
for (const file of files) {
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    test(`${file} is read`, () => assert.fail(error instanceof Error ? error : String(error)));
  }
}
read.resolve();
