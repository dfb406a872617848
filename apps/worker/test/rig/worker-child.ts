import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface WorkerChild {
  readonly process: ChildProcess;
  /** Resolves when the fault has struck: the process is gone (kill) or frozen (stop). */
  readonly fault: Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Forks a worker and waits until it polls. */
export async function forkWorker(environment: Record<string, string>): Promise<WorkerChild> {
  const child = fork(fileURLToPath(new URL('./worker-process.ts', import.meta.url)), {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', process.env['KROK_TEST_VERBOSE'] ? 'inherit' : 'ignore', 'ipc'],
  });
  let struck: () => void = () => {};
  const fault = new Promise<void>((resolve) => {
    struck = resolve;
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: { kind: string }) => {
      if (message.kind === 'ready') resolve();
      if (message.kind === 'fault') struck();
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`Expected a running worker but it ended (${code ?? signal}).`)),
    );
  });
  await ready;
  return {
    process: child,
    fault,
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}
