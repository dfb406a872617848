import { triggersOf } from '../behaviors/structure.ts';
import { planTimer } from '../behaviors/timers.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { OpenTimer, Rejection } from '../types/index.ts';

/** Timers that count business days are planned again, as of the instant at which they were set. */
export function calendarChanged(run: Run): Rejection | null {
  for (const id of run.draft.timers.ids()) {
    const timer = run.draft.timers.get(id);
    if (timer?.businessDays === true) replan(run, id, timer);
  }
  return null;
}

function replan(run: Run, id: string, timer: OpenTimer): void {
  const owner = run.draft.instance(timer.instance);
  const definition = triggersOf(run.linked.element(timer.element))[timer.trigger ?? 0];
  if (definition?.kind !== 'timer') return;
  const planned = planTimer(run, owner, definition.timer, timer.setAt);
  // What can't be evaluated any more keeps the time that it had.
  if (planned instanceof Problem || planned.due === timer.due) return;
  run.emit({ kind: 'timerCancelled', timer: id });
  run.emit({ kind: 'timerSet', timer: run.newId(), ...timer, due: planned.due });
}
