import { nextFiring } from '../behaviors/timers.ts';
import { trigger } from '../behaviors/triggering.ts';
import { fireAll } from '../moves.ts';
import type { Run } from '../run.ts';
import type { Rejection } from '../types/index.ts';

/**
 * Fires what is due, the earliest first and the older of two at the same time; each to rest before the next, for what it
 * starts may end or set others. What is set meanwhile is due now at the earliest, and so comes last.
 */
export function timeDue(run: Run): Rejection | null {
  for (let due = allDue(run); due.length > 0 && run.draft.moves; due = allDue(run)) {
    for (const each of due) {
      if (!run.draft.moves) return null;
      if (each.kind === 'timer') fireTimer(run, each.id);
      else offerAgain(run, each.id);
      fireAll(run);
    }
  }
  return null;
}

interface Due {
  readonly kind: 'timer' | 'job';
  readonly id: string;
  readonly at: number;
}

function allDue(run: Run): Due[] {
  if (!run.draft.moves) return [];
  const { now } = run.env;
  const due: Due[] = [];
  for (const id of run.draft.timers.ids()) {
    const at = run.draft.timers.get(id)?.due;
    if (at !== undefined && at <= now) due.push({ kind: 'timer', id, at });
  }
  for (const id of run.draft.jobs.ids()) {
    const at = run.draft.jobs.get(id)?.retryAt;
    if (at !== undefined && at <= now) due.push({ kind: 'job', id, at });
  }
  return due.sort((a, b) => a.at - b.at || Number(a.id) - Number(b.id));
}

function fireTimer(run: Run, id: string): void {
  const timer = run.draft.timers.get(id);
  if (timer === undefined) return;
  run.emit({ kind: 'timerFired', timer: id });
  const next = nextFiring(timer, run.env, run.draft.engineVersion);
  // That a person chose the time is said of this firing only.
  const { chosen: _, ...same } = timer;
  if (next !== null) run.emit({ kind: 'timerSet', timer: run.newId(), ...same, ...next });
  trigger(run, timer, {});
}

function offerAgain(run: Run, id: string): void {
  const job = run.draft.jobs.get(id);
  if (job?.retryAt !== undefined)
    run.emit({ kind: 'jobOffered', job: id, instance: job.instance, retries: job.retries });
}
