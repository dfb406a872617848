// Runs on any Node from 20 on with nothing installed: installs the packages when needed, then runs the task in
// TypeScript with the Node that package.json pins. Its own words go to stderr; stdout belongs to the task.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const modules = join(repository, 'node_modules');
const pinnedNode = join(modules, '.bin', 'node');
const tasks = {
  start: () => 'scripts/start.ts',
  test: () => 'scripts/test.ts',
  'check-fast': () => 'scripts/check-fast.ts',
  // The command line tool takes the tool's name as its first argument: krok, conformance or check.
  krok: () => 'apps/cli/src/main.ts',
  conformance: () => 'scripts/conformance.ts',
  check: () => 'apps/cli/src/main.ts',
  bench: (args) => `bench/${benchName(args)}.ts`,
};

const [task, ...given] = process.argv.slice(2);
await main();

async function main() {
  if (!Object.hasOwn(tasks, task)) fail(`Expected a task (${Object.keys(tasks).join(', ')}), but got ${task}.`);
  checkTools();
  if (!isInstalled()) await install();
  const script = tasks[task](given);
  if (!existsSync(join(repository, script))) fail(`Expected ${script}, but there is no such file.`);
  const args = task === 'bench' ? given.slice(1) : task === 'check' ? [task, ...given] : given;
  run(script, args);
}

function checkTools() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    fail(`Expected Node 20 or later, but this is ${process.version}. Install one from https://nodejs.org.`);
  for (const tool of ['git', 'npm']) {
    if (spawnSync(tool, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status !== 0) {
      fail(`Expected the program "${tool}", but it is not on PATH. Install it and try again.`);
    }
  }
}

/**
 * npm writes node_modules/.package-lock.json as the last act of an install. It is compared with package-lock.json, so
 * an interrupted install is recognised as well as an outdated one.
 */
function isInstalled() {
  const wanted = readPackages(join(repository, 'package-lock.json'));
  const present = readPackages(join(modules, '.package-lock.json'));
  if (!wanted || !present || !existsSync(pinnedNode)) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const found = present[path];
    return found
      ? entry.link || found.version === entry.version
      : Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  const lock = await takeInstallLock();
  try {
    if (isInstalled()) return;
    // A whole but outdated install is brought up to date in seconds; npm ci deletes it and takes a minute.
    const whole = existsSync(join(modules, '.package-lock.json')) && existsSync(pinnedNode);
    say(whole ? 'Updating packages ...' : 'Installing packages (about a minute) ...');
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    const progress = setInterval(() => say(`Installing packages: ${seconds()} s ...`), 15_000);
    let { code, output } = whole ? await npm(lock, 'install', '--no-save') : await npm(lock, 'ci');
    // npm ci refuses a lock file without the optional packages of other platforms; npm install does not.
    if (code !== 0 && output.includes('EUSAGE')) ({ code, output } = await npm(lock, 'install', '--no-save'));
    clearInterval(progress);
    if (code !== 0) {
      rmSync(lock, { recursive: true, force: true });
      fail(`${output.trim()}\nExpected npm to install the packages, but it failed. Run the command again.`);
    }
    if (!existsSync(pinnedNode)) {
      fail(
        'Expected npm to install the pinned Node (package "node"), but it is missing: npm may not run install scripts ' +
          'here. Run npm config set ignore-scripts false, and the command again.',
      );
    }
    say(`Installed in ${seconds()} s.`);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function npm(lock, ...args) {
  const child = spawn('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  // npm goes on when this process is killed; the next command must then wait for it.
  if (child.pid) writeFileSync(join(lock, 'npm'), String(child.pid));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output = `${output}${text}`.slice(0, 4_000)));
  }
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  return { code, output };
}

/** Two commands in a fresh clone must not install at once. The lock of a dead process is taken over. */
async function takeInstallLock() {
  const folder = join(repository, '.krok-installing');
  for (let told = false; ; told = true) {
    try {
      mkdirSync(folder);
      writeFileSync(join(folder, 'pid'), String(process.pid));
      return folder;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!told) say('Waiting for another command that is installing the packages ...');
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (isAlive(join(folder, 'pid')) || isAlive(join(folder, 'npm'))) continue;
    // It was killed in the middle: packages may be half written.
    if (!isInstalled()) rmSync(modules, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function run(script, args) {
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', join(repository, script), ...args], {
    stdio: 'inherit',
    env: {
      // Types are stripped and code is compiled once, not by each of the many processes of a start or a test run.
      NODE_COMPILE_CACHE: join(modules, '.cache', 'compiled'),
      ...process.env,
      PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(`Expected to run ${script}, but it failed: ${error.message}`));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
  });
}

function benchName([name]) {
  if (!name || !/^[a-z0-9-]+$/.test(name))
    fail('Expected the name of a benchmark, as in npm run bench -- engine --json.');
  return name;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(message) {
  say(message);
  process.exit(1);
}
