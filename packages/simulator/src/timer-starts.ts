import { nextFiring, startTriggers, type StepEnv } from '@krok/engine';
import type { SimulatedProcess } from './simulated-case.ts';

/** A timer start event that is still to fire. `repeat`: times left, -1 for ever. */
export interface TimerStart {
  readonly process: SimulatedProcess;
  readonly startEvent: number;
  readonly due: number;
  readonly repeat: number;
  readonly cycle?: string;
}

/** The timer start events of a process as of its deployment. */
export function timerStartsOf(process: SimulatedProcess, env: StepEnv): readonly TimerStart[] {
  const timers: TimerStart[] = [];
  for (const trigger of startTriggers(process.linked, env)) {
    if (trigger.kind !== 'timer') continue;
    const { startEvent, due, repeat, cycle } = trigger;
    timers.push({ process, startEvent, due, repeat, ...(cycle !== undefined && { cycle }) });
  }
  return timers;
}

/** The next firing after one at its due time; null when it was the last. */
export function nextTimerStart(fired: TimerStart, env: StepEnv): TimerStart | null {
  const next = nextFiring(fired, env);
  return next === null ? null : { ...fired, ...next };
}
