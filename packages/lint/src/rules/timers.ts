import type { EventTrigger, ExecutableElement, TimerDefinition } from '@krok/bpmn/executable';
import type { Rule } from './rule.ts';

/** Dates that have passed, and repetitions so short that they are a load and no plan. */
export const timers: Rule = (process, add, { now }) => {
  for (const element of process.elements) {
    for (const { kind, value } of timersOf(element)) {
      const text = literalOf(value);
      if (text === null) continue;
      if (kind === 'date' && now !== undefined) {
        const instant = Date.parse(text);
        if (instant < now) add('timer-in-the-past', 'warning', element.id, { date: text });
      }
      if (kind !== 'cycle') continue;
      const interval = text.split('/').at(-1) ?? '';
      const seconds = secondsOf(interval);
      const isShort = seconds === null ? isCronOfSeconds(text) : seconds < SHORTEST;
      if (isShort) add('cycle-too-short', 'warning', element.id, { interval, minimum: 'PT1M' });
    }
  }
};

export function triggersOf(element: ExecutableElement): readonly EventTrigger[] {
  if (!('trigger' in element)) return [];
  return 'triggers' in element.trigger ? element.trigger.triggers : [element.trigger];
}

function timersOf(element: ExecutableElement): readonly TimerDefinition[] {
  return triggersOf(element).flatMap((trigger) => (trigger.kind === 'timer' ? [trigger.timer] : []));
}

/** Static text, or FEEL that is one text literal. */
export function literalOf(value: TimerDefinition['value']): string | null {
  if (value.kind === 'static') return value.text.trim();
  const { root } = value.tree;
  if (root.kind === 'string') return root.value;
  const [only] = root.kind === 'call' ? root.arguments : [];
  return only?.kind === 'string' ? only.value : null;
}

/** Cron text whose first field is more than one second of the minute. */
function isCronOfSeconds(text: string): boolean {
  const fields = text.split(/\s+/);
  return fields.length === 6 && !/^\d{1,2}$/.test(fields[0] ?? '');
}

/** Length of an ISO 8601 duration, a month taken as 30 days; null for no duration. */
export function secondsOf(text: string): number | null {
  const match =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/.exec(text);
  if (match === null) return null;
  const part = (index: number) => Number((match[index] ?? '0').replace(',', '.'));
  const days = part(1) * 365 + part(2) * 30 + part(3) * 7 + part(4);
  return days * 86_400 + part(5) * 3600 + part(6) * 60 + part(7);
}

const SHORTEST = 60;
