import type { ElementOf, ExecutableProcess } from '@krok/bpmn/executable';
import { EngineBug, link, type StepEnv, startTriggers } from '@krok/engine';
import { elementAt, type Rule } from './rule.ts';
import { triggersOf } from './timers.ts';

/**
 * Starts whose name or time has no value while there is no case, so no variable either: nothing ever starts by them, and at
 * run time nobody would say so.
 */
export const startsNever: Rule = (process, add, { now }) => {
  const root = elementAt(process, 0);
  if (root?.type !== 'process') return;
  const wanted = startersOf(process, root).flatMap((index) => {
    const element = elementAt(process, index);
    const count = element ? triggersOf(element).filter(({ kind }) => OUTSIDE.has(kind)).length : 0;
    return element && count > 0 ? [{ index, element, count }] : [];
  });
  if (wanted.length === 0) return;
  const found = startsOf(process, now ?? SOME_DAY);
  for (const { index, element, count } of wanted) {
    const known = found?.filter(({ startEvent }) => startEvent === index).length ?? count;
    if (known < count) add('start-without-value', 'warning', element.id);
  }
};

/** Start events; receive tasks that instantiate, and what stands behind an event-based gateway that does (BPMN 2.0 §13.2). */
function startersOf(process: ExecutableProcess, root: ElementOf<'process'>): readonly number[] {
  const more = root.children.flatMap((index): readonly number[] => {
    const element = elementAt(process, index);
    if (element === undefined || !('instantiate' in element) || !element.instantiate) return [];
    return element.type === 'eventBasedGateway' ? element.targets : [index];
  });
  return [...root.startEvents, ...more];
}

/** What the engine itself would listen for; null for what the compiler refused and the engine can't take. */
function startsOf(process: ExecutableProcess, now: number): ReturnType<typeof startTriggers> | null {
  try {
    return startTriggers(link(process), { ...ENV, now });
  } catch (error) {
    if (error instanceof EngineBug) return null;
    throw error;
  }
}

const OUTSIDE: ReadonlySet<string> = new Set(['message', 'signal', 'timer']);
/** Whether an expression has a value hardly ever depends on the day. */
const SOME_DAY = Date.UTC(2026, 0, 1);
const ENV: Omit<StepEnv, 'now'> = {
  zone: 'Europe/Warsaw',
  calendar: { version: '', zone: 'Europe/Warsaw', holidays: [], weekend: [6, 7] },
};
