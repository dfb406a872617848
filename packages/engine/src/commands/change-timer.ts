import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { reject } from './reject.ts';

/** The largest instant of a date (ECMA-262 §21.4.1.1). */
const LATEST = 8.64e15;

export function changeTimer(run: Run, { timer, due }: Extract<Command, { kind: 'changeTimer' }>): Rejection | null {
  if (!Number.isInteger(due) || due < 0 || due > LATEST) {
    return reject('invalidDueTime', `Expected a time in epoch ms but got ${due}`);
  }
  if (run.draft.timers.get(timer) === undefined) {
    return reject('noSuchTimer', `Expected a running timer ${timer} but there is none`);
  }
  run.emit({ kind: 'timerChanged', timer, due });
  return null;
}
