import type { TimerDefinition } from '@krok/bpmn/executable';
import { nextCron, parseCron } from '@krok/calendar';
import { FeelDate, FeelDateTime } from '@krok/feel/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { OpenTimer, StepEnv } from '../types/index.ts';
import { ENGINE_VERSION, SKIPPED_HOUR_FIRES } from '../version.ts';
import { addInterval, type Cycle, instantOf, intervalText, parseCycle } from './time.ts';

export type PlannedTimer = Pick<OpenTimer, 'due' | 'repeat' | 'businessDays' | 'setAt'> & { readonly cycle?: string };

/** When a timer that is set at `now` (epoch ms) first fires; never before `now`. */
export function planTimer(
  run: Run,
  at: LiveInstance,
  timer: TimerDefinition,
  now: number = run.env.now,
): PlannedTimer | Problem {
  const value = run.evaluate(timer.value, at, null, now);
  if (value instanceof Problem) return value;
  const businessDays = run.linked.expression(timer.value).usesBusinessDays;
  const once = (due: number): PlannedTimer => ({ due: Math.max(due, now), repeat: 1, businessDays, setAt: now });
  const text = intervalText(value);
  const shown =
    value instanceof FeelDate || value instanceof FeelDateTime ? value.toString() : (text ?? 'another value');

  if (timer.kind === 'date') {
    const due = instantOf(value, run.env);
    return due === null ? expected('a date and time', shown) : once(due);
  }
  if (timer.kind === 'duration') {
    const due = text === null ? null : addInterval(now, text, run.env);
    return due === null ? expected('a duration', shown) : once(due);
  }
  const cron = text === null ? null : parseCron(text);
  if (text !== null && cron !== null) {
    const due = nextCron(cron, now, run.env.zone, run.draft.engineVersion >= SKIPPED_HOUR_FIRES);
    return due === null
      ? expected('a schedule that comes', shown)
      : { due, repeat: -1, businessDays, setAt: now, cycle: text };
  }
  const cycle = text === null ? null : (parseCycle(text) ?? everyInterval(text));
  if (cycle === null) return expected('a repeating interval', shown);
  const due = firstOf(cycle, now, run);
  if (due === null || cycle.repeat === 0) return expected('a repeating interval', shown);
  return { due, repeat: cycle.repeat, businessDays, setAt: now, cycle: cycle.interval };
}

/**
 * The firing after the one that was due at `timer.due`: the first in the future. What was missed while nobody asked is
 * one firing, but counts against the repetitions. Null: that was the last.
 */
export function nextFiring(
  timer: Pick<OpenTimer, 'due' | 'repeat' | 'cycle'>,
  env: Pick<StepEnv, 'now' | 'zone' | 'calendar'>,
  engineVersion: number = ENGINE_VERSION,
): { readonly due: number; readonly repeat: number } | null {
  if (timer.cycle === undefined) return null;
  const { now } = env;
  const cron = parseCron(timer.cycle);
  if (cron !== null) {
    const next = nextCron(cron, Math.max(timer.due, now), env.zone, engineVersion >= SKIPPED_HOUR_FIRES);
    return next === null ? null : { due: next, repeat: timer.repeat };
  }
  let { due, repeat } = timer;
  const exact = exactStep(due, timer.cycle, env);
  if (exact > 0 && now > due) {
    const missed = Math.floor((now - due) / exact);
    const skipped = repeat < 0 ? missed : Math.min(missed, repeat - 1);
    due += skipped * exact;
    if (repeat > 0) repeat -= skipped;
  }
  do {
    if (repeat > 0) repeat--;
    if (repeat === 0) return null;
    const next = addInterval(due, timer.cycle, env);
    if (next === null || next <= due) return null;
    due = next;
  } while (due <= now);
  return { due, repeat };
}

/** Milliseconds between two firings where the calendar has no say, else 0. */
function exactStep(due: number, cycle: string, env: Pick<StepEnv, 'zone' | 'calendar'>): number {
  if (!cycle.startsWith('PT')) return 0;
  const next = addInterval(due, cycle, env);
  return next === null ? 0 : next - due;
}

function everyInterval(text: string): Cycle | null {
  return text.startsWith('P') ? { repeat: -1, interval: text, start: null } : null;
}

function firstOf(cycle: Cycle, now: number, run: Run): number | null {
  const next = addInterval(now, cycle.interval, run.env);
  // An interval that does not move forward would fire for ever at the same instant.
  if (next === null || next <= now) return null;
  if (cycle.start === null) return next;
  const start = instantOf(cycle.start, run.env);
  return start === null ? null : Math.max(start, now);
}

function expected(what: string, got: string): Problem {
  return new Problem('timer', `Expected ${what} but got ${got}`);
}
