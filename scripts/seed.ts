import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from './services/locations.ts';
import { ServiceError } from './services/service-error.ts';

/** What the first start makes. `days`: how long the demo has lived before the first screen; 0 is a few cases that begin now. */
export interface SeedOptions {
  readonly empty: boolean;
  readonly days: number;
}

/** Lines to the terminal; `progress` may be overwritten by the next one. */
export interface Told {
  line(text: string): void;
  progress(text: string): void;
}

/**
 * Makes the first users and, unless `empty`, the demo's data; once for each data folder. A start that was cut off in the
 * middle of the demo's days goes on with them. A demo that fails does not keep anybody from starting.
 */
export async function seed(
  dataFolder: string,
  { empty, days }: SeedOptions,
  env: Record<string, string>,
  told: Told,
): Promise<void> {
  const done = join(dataFolder, 'seeded.json');
  if (existsSync(done)) return;
  const lives = !empty && days > 0;
  const own = { ...env, KROK_DEMO_DAYS: String(lives ? days : 0) };
  await make(['apps', 'api', 'src', 'seed-main.ts'], empty ? ['--empty'] : [], own);
  if (lives && !(await live(dataFolder, days, own, told))) {
    await make(['apps', 'api', 'src', 'seed-main.ts'], ['--small'], own);
  }
  writeFileSync(done, `${JSON.stringify({ empty })}\n`);
}

/** The demo's debtors pay on in real time; what goes wrong is in `logs/bank.log`. */
export async function bookDemoPayments(dataFolder: string, env: Record<string, string>): Promise<void> {
  if (!existsSync(join(dataFolder, 'demo.json'))) return;
  const { code, output } = await run(['apps', 'cli', 'src', 'main.ts'], ['demo', '--bank'], env, () => {});
  if (output !== '') appendFileSync(join(dataFolder, 'logs', 'bank.log'), `${output.trim()} (${code})\n`);
}

async function live(dataFolder: string, days: number, env: Record<string, string>, told: Told): Promise<boolean> {
  told.line(`Demo: two companies live ${days} days with their debtors. Ctrl-C stops; the next start goes on.`);
  const since = performance.now();
  const { code, output } = await run(['apps', 'cli', 'src', 'main.ts'], ['demo'], env, (line) => {
    const day = lifeLine.exec(line);
    if (day === null) return;
    const [, date, left, sent, people] = day;
    told.progress(
      `Demo: day ${days - Number(left)} of ${days} (${date}): ${sent} messages, letters and orders left, ${people} tasks done by people.`,
    );
  });
  if (code === 0) {
    told.line(`Demo: ${days} days lived in ${Math.round((performance.now() - since) / 1_000)} s.`);
    return true;
  }
  const log = join(dataFolder, 'demo.log');
  writeFileSync(log, output);
  told.line(
    [
      `Expected the demo to live ${days} days, but it failed; the small demo is added, and what was lived stays.`,
      `What happened is in ${log}; npm start -- --reset begins anew.`,
    ].join('\n'),
  );
  return false;
}

const lifeLine = /^Demo: (\d{4}-\d{2}-\d{2}), (\d+) days left; sent (\d+), done by people (\d+)\.$/;

async function make(script: readonly string[], args: readonly string[], env: Record<string, string>): Promise<void> {
  const { code, output } = await run(script, args, env, () => {});
  if (code === 0) return;
  throw new ServiceError(
    'process-failed',
    `Expected the first users and the demo to be made, but that failed:\n${output.trim()}`,
    'Start again; if it stays so, npm start -- --reset begins anew.',
  );
}

async function run(
  script: readonly string[],
  args: readonly string[],
  env: Record<string, string>,
  report: (line: string) => void,
): Promise<{ readonly code: number; readonly output: string }> {
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
  const code = await new Promise<number>((resolve) =>
    child.once('error', () => resolve(1)).once('close', (status) => resolve(status ?? 1)),
  );
  process.off('exit', end);
  return { code, output };
}
