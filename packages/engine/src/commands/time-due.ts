import { nextFiring } from '../behaviors/timers.ts';
import { trigger } from '../behaviors/triggering.ts';
import { fireAll } from '../moves.ts';
import type { Run } from '../run.ts';
import type { Rejection } from '../types/index.ts';

/**
 * Fires what is due, the earliest first and the older of two at the same time; each to rest before the next, for what it
 * starts may end or set others.
 */
export function timeDue(run: Run): Rejection | null {
  for (let due = earliest(run); due !== null && run.draft.halted === ''; due = earliest(run)) {
    if (due.kind === 'timer') fireTimer(run, due.id);
    else offerAgain(run, due.id);
    fireAll(run);
  }
  return null;
}

interface Due {
  readonly kind: 'timer' | 'job';
  readonly id: string;
  readonly at: number;
}

function earliest(run: Run): Due | null {
  if (run.draft.status !== 'active') return null;
  const { now } = run.env;
  let first: Due | null = null;
  for (const id of run.draft.timers.ids()) first = earlier(first, 'timer', id, run.draft.timers.get(id)?.due, now);
  for (const id of run.draft.jobs.ids()) first = earlier(first, 'job', id, run.draft.jobs.get(id)?.retryAt, now);
  return first;
}

function earlier(first: Due | null, kind: Due['kind'], id: string, at: number | undefined, now: number): Due | null {
  if (at === undefined || at > now) return first;
  if (first !== null && (first.at < at || (first.at === at && Number(first.id) < Number(id)))) return first;
  return { kind, id, at };
}

function fireTimer(run: Run, id: string): void {
  const timer = run.draft.timers.get(id);
  if (timer === undefined) return;
  run.emit({ kind: 'timerFired', timer: id });
  const next = nextFiring(run, timer);
  if (next !== null) run.emit({ kind: 'timerSet', timer: run.newId(), ...timer, ...next });
  trigger(run, timer, {});
}

function offerAgain(run: Run, id: string): void {
  const job = run.draft.jobs.get(id);
  if (job !== undefined) run.emit({ kind: 'jobOffered', job: id, instance: job.instance, retries: job.retries });
}
