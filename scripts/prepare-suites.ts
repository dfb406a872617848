import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@krok/store';
import { bundleWorkflows } from '@krok/worker';
import { freshDatabase } from './services/test-services.ts';

/**
 * Made once for all suites instead of once by each: a database at this release's schema, which `freshDatabase` copies, and
 * the bundle of the workflows. Handed on by environment variables. Gives the function that removes them.
 */
export async function prepareSuites(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'krok-suites-'));
  const template = async (): Promise<void> => {
    const url = await freshDatabase('template');
    await migrate(url);
    process.env['KROK_TEST_DATABASE_TEMPLATE'] = new URL(url).pathname.slice(1);
  };
  const bundle = async (): Promise<void> => {
    const file = join(folder, 'workflows.js');
    await writeFile(file, (await bundleWorkflows()).code);
    process.env['KROK_WORKFLOW_BUNDLE'] = file;
  };
  await Promise.all([template(), bundle()]);
  return () => rm(folder, { recursive: true, force: true });
}
