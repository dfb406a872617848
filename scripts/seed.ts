import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from './services/locations.ts';
import { ServiceError } from './services/service-error.ts';

/**
 * Makes the first users and, unless `empty`, the demo's data; once for each data folder. With `KROK_DEMO_DAYS` the demo
 * has lived so many days before the first screen.
 */
export async function seed(
  dataFolder: string,
  empty: boolean,
  env: Record<string, string>,
  report: (line: string) => void,
): Promise<void> {
  const done = join(dataFolder, 'seeded.json');
  if (existsSync(done)) return;
  await run(['apps', 'api', 'src', 'seed-main.ts'], empty ? ['--empty'] : [], env, () => {});
  if (!empty && Number(process.env['KROK_DEMO_DAYS'] || 0) > 0) {
    await run(['apps', 'cli', 'src', 'main.ts'], ['demo'], env, report);
  }
  writeFileSync(done, `${JSON.stringify({ empty })}\n`);
}

async function run(
  script: readonly string[],
  args: readonly string[],
  env: Record<string, string>,
  report: (line: string) => void,
): Promise<void> {
  const child = spawn(process.execPath, [join(repository, ...script), ...args], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const end = () => child.kill();
  process.once('exit', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output = `${output}${text}`.slice(-8_000)));
  }
  createInterface({ input: child.stdout }).on('line', report);
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  process.off('exit', end);
  if (code !== 0) {
    throw new ServiceError(
      'process-failed',
      `Expected the first users and the demo to be made, but that failed:\n${output.trim()}`,
      'Start again; if it stays so, npm start -- --reset begins anew.',
    );
  }
}
