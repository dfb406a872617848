import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const KEPT = 20_000;
const PATIENCE_MS = 120_000;

/** A process of the application as `npm start` runs it, restarted by the test that kills it. */
export class Application {
  readonly #entry: string;
  readonly #environment: Record<string, string>;
  readonly #ready: string;
  #child: ChildProcess | null = null;

  constructor(entry: string, environment: Record<string, string>, ready: string) {
    this.#entry = fileURLToPath(new URL(`../../src/${entry}`, import.meta.url));
    this.#environment = environment;
    this.#ready = ready;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.#entry], {
      env: { ...process.env, ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        if (process.env['KROK_TEST_VERBOSE']) process.stderr.write(chunk);
        // After a kill it may have much to say before it is ready.
        output = `${output}${chunk.toString()}`.slice(-KEPT);
        if (output.includes(this.#ready)) resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      const failed = (what: string): void => reject(new Error(`Expected ${this.#entry} to run but ${what}: ${output}`));
      child.once('exit', (code) => failed(`it ended (${code})`));
      setTimeout(() => failed(`it did not say "${this.#ready}" within ${PATIENCE_MS} ms`), PATIENCE_MS).unref();
    });
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}
