import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';

// Run as a program of its own (temporal-binary.ts), so that the SDK's native runtime is loaded only when needed.
// Arguments: version, folder. Prints the path of the binary.
const [version, folder] = process.argv.slice(2);
if (!version || !folder) throw new Error('Expected two arguments, version and folder, but got fewer.');

mkdirSync(folder, { recursive: true });
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', version: `v${version}`, downloadDir: folder }, ip: '127.0.0.1' },
});
await environment.teardown();
const file = readdirSync(folder).find((name) => name.startsWith('temporal') && !name.endsWith('.downloading'));
if (!file) throw new Error(`Expected the downloaded server in ${folder}, but the folder holds none.`);
process.stdout.write(`${join(folder, file)}\n`);
process.exit(0);
