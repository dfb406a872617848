import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { runSuite, type Suite } from './run-suites.ts';
import { sum, type Totals } from './test-totals.ts';

export interface Lane {
  suites: readonly Suite[];
  /** How many of them may run at once. */
  atOnce: number;
}

/** Suites that wait for servers leave the processor idle: from this share on there is room for one more, twice at most. */
const SPARE = 0.3;
const MORE = 2;

/**
 * Runs the suites of all lanes, each in a process of its own: `usual` at once, and more while the processor has been idle
 * since the last one began. A lane that is done leaves its place to the others.
 */
export async function runLanes(lanes: readonly Lane[], usual: number): Promise<Totals> {
  const waiting = lanes.map(({ suites, atOnce }) => ({ suites: [...suites], atOnce, running: 0 }));
  const running = new Set<Promise<void>>();
  const totals: Totals[] = [];
  let idle = idleShare();

  const begin = (): boolean => {
    // Whichever lane has fewest at work: a browser runs beside servers, not after them.
    const [lane] = waiting
      .filter((each) => each.suites.length > 0 && each.running < each.atOnce)
      .sort((a, b) => a.running - b.running);
    const next = lane?.suites.shift();
    if (!lane || !next) return false;
    lane.running += 1;
    const suite = runSuite(next).then((ran) => {
      totals.push(ran);
      lane.running -= 1;
      running.delete(suite);
    });
    running.add(suite);
    idle = idleShare();
    return true;
  };

  for (;;) {
    while (running.size < usual && begin());
    if (running.size === 0) return sum(totals);
    if (running.size < usual + MORE && idle() > SPARE) begin();
    await Promise.race([...running, delay(3_000)]);
  }
}

/** Since this call: the share of all processors that was idle, 0 in its first seconds. */
function idleShare(): () => number {
  const since = times();
  return () => {
    const now = times();
    const all = now.all - since.all;
    return all < 4_000 * cpus().length ? 0 : (now.idle - since.idle) / all;
  };
}

function times(): { all: number; idle: number } {
  const all = cpus().map(({ times: each }) => each);
  return {
    all: all.reduce((total, { user, nice, sys, idle, irq }) => total + user + nice + sys + idle + irq, 0),
    idle: all.reduce((total, { idle }) => total + idle, 0),
  };
}
