import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Notes a running process in `folder`, so that a later start can stop it if this one dies without doing so.
 * The start time goes with the number, because numbers are used again.
 */
export function noteProcess(folder: string, name: string, pid: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ pid, startedAt: startTime(pid) }));
}

export function forgetProcess(folder: string, name: string): void {
  rmSync(join(folder, `${name}.json`), { force: true });
}

/** Whether the process noted under this name still runs; gives its number. */
export function notedProcess(folder: string, name: string): number | undefined {
  try {
    const noted: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    if (typeof noted !== 'object' || noted === null || !('pid' in noted) || !('startedAt' in noted)) return undefined;
    const { pid, startedAt } = noted;
    return typeof pid === 'number' && startTime(pid) !== undefined && startTime(pid) === startedAt ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Names of all processes noted in `folder`. */
export function notedNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => basename(file, '.json'));
  } catch {
    return [];
  }
}

/** Stops what an earlier start left behind under this name; true if something had to be stopped. */
export async function stopLeftover(folder: string, name: string, signal: NodeJS.Signals): Promise<boolean> {
  const pid = notedProcess(folder, name);
  if (pid !== undefined) {
    send(pid, signal);
    for (let waited = 0; waited < 15_000 && notedProcess(folder, name) !== undefined; waited += 100) await delay(100);
    if (notedProcess(folder, name) !== undefined) {
      send(pid, 'SIGKILL');
      while (notedProcess(folder, name) !== undefined) await delay(50);
    }
  }
  forgetProcess(folder, name);
  return pid !== undefined;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in between.
  }
}

/** Start time of a process as the system writes it; undefined when there is none (or only a zombie). */
function startTime(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the command in parentheses and may hold spaces; the state is field 3, the start field 22.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() || undefined : undefined;
}
