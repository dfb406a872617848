import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './services/locations.ts';
import { ServiceError } from './services/service-error.ts';

/** Makes the first users and, unless `empty`, the demo's data; once for each data folder. */
export async function seed(dataFolder: string, empty: boolean, env: Record<string, string>): Promise<void> {
  const done = join(dataFolder, 'seeded.json');
  if (existsSync(done)) return;
  const child = spawn(
    process.execPath,
    [join(repository, 'apps', 'api', 'src', 'seed-main.ts'), ...(empty ? ['--empty'] : [])],
    { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  );
  const end = () => child.kill();
  process.once('exit', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output = `${output}${text}`.slice(-8_000)));
  }
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  process.off('exit', end);
  if (code !== 0) {
    throw new ServiceError(
      'process-failed',
      `Expected the first users and the demo to be made, but that failed:\n${output.trim()}`,
      'Start again; if it stays so, npm start -- --reset begins anew.',
    );
  }
  writeFileSync(done, `${JSON.stringify({ empty })}\n`);
}
