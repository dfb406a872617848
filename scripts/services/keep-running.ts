import { setTimeout as delay } from 'node:timers/promises';

export interface Startable {
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

export interface Kept {
  name: string;
  /** Resolves when it ends by itself before `restart()` allowed to start it again. */
  died: Promise<void>;
  stop(): Promise<void>;
}

export interface KeepOptions {
  /** Whether what ends is started again; not during the first start, which fails instead. */
  mayRestart: () => boolean;
  report: (line: string) => void;
  /** Milliseconds before the first restart; doubled at each further one. Default 1,000. */
  firstDelay?: number;
}

const longestDelay = 30_000;
/** What ran this long counts as healthy again. */
const healthyAfter = 60_000;

/** Starts something and starts it again, with growing pauses, whenever it ends by itself. */
export async function keepRunning(name: string, start: () => Promise<Startable>, options: KeepOptions): Promise<Kept> {
  const firstDelay = options.firstDelay ?? 1_000;
  const stopping = new AbortController();
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  let running: Startable | undefined = await start();

  const watch = async () => {
    let pause = firstDelay;
    while (!stopping.signal.aborted) {
      const since = Date.now();
      await running?.exited;
      if (stopping.signal.aborted) return;
      if (!options.mayRestart()) return die();
      if (Date.now() - since > healthyAfter) pause = firstDelay;
      options.report(`${name} ended unexpectedly; starting it again in ${pause / 1000} s.`);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => {});
      pause = Math.min(pause * 2, longestDelay);
      if (stopping.signal.aborted) return;
      running = await start().catch((error: unknown) => {
        options.report(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      });
      if (running && stopping.signal.aborted) await running.stop();
    }
  };
  const watching = watch();

  return {
    name,
    died,
    async stop() {
      stopping.abort();
      await running?.stop();
      await watching;
    },
  };
}
