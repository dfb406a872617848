import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Account } from './postgres-account.ts';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface ServiceProcess {
  pid: number;
  /** Set once the process is gone. */
  exit: Exit | undefined;
  exited: Promise<Exit>;
  /** Sends `signal`, waits up to `patience` ms, then sends SIGKILL; resolves when the process is gone. */
  stop(signal: NodeJS.Signals, patience: number): Promise<Exit>;
}

export interface ServiceCommand {
  command: string;
  args: string[];
  logFile: string;
  env: NodeJS.ProcessEnv;
  account?: Account | undefined;
  /** Default: the root folder, so that the server keeps no other folder busy. */
  cwd?: string;
}

/**
 * Starts a server in a session of its own, so that Ctrl-C reaches only the caller, which stops its servers in order.
 * It does not keep the caller's event loop alive.
 */
export function startServiceProcess(service: ServiceCommand): Promise<ServiceProcess> {
  const { command, args, logFile, env, account, cwd = '/' } = service;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', log, log],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  closeSync(log);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      const { promise: exited, resolve: leave } = Promise.withResolvers<Exit>();
      const running: ServiceProcess = {
        pid: child.pid ?? 0,
        exit: undefined,
        exited,
        async stop(signal, patience) {
          if (running.exit) return running.exit;
          // Waiting for the end must keep the caller alive.
          child.ref();
          child.kill(signal);
          const timer = setTimeout(() => child.kill('SIGKILL'), patience);
          const exit = await exited;
          clearTimeout(timer);
          return exit;
        },
      };
      child.once('exit', (code, signal) => {
        running.exit = { code, signal };
        leave(running.exit);
      });
      resolve(running);
    });
  });
}

/** The last lines of a log file, for an error message. */
export function logTail(file: string, lines = 15): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(no log)';
  }
}

/** What a server needs of the environment; secrets of the caller stay with the caller. */
export function plainEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH'];
  const env = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return { ...env, ...extra };
}
