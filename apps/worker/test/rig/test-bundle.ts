import { readFile } from 'node:fs/promises';
import { bundleWorkflows } from '../../src/bundle.ts';

/** The code of the workflows: the test runner's bundle, else one made now. */
export async function testBundle(): Promise<{ readonly code: string }> {
  const file = process.env['KROK_WORKFLOW_BUNDLE'];
  return file ? { code: await readFile(file, 'utf8') } : bundleWorkflows();
}
