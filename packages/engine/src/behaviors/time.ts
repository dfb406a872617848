import {
  DaysTimeDuration,
  type ExpressionTree,
  FeelDate,
  FeelDateTime,
  type FeelValue,
  linkExpression,
  YearsMonthsDuration,
} from '@krok/feel/executable';
import type { StepEnv } from '../types/index.ts';

type Clock = Pick<StepEnv, 'zone' | 'calendar'>;

/** `repeat`: firings in all, -1 for ever. `start` epoch ms of the first firing where the text names one. */
export interface Cycle {
  readonly repeat: number;
  readonly interval: string;
  readonly start: string | null;
}

/**
 * An instant after `from` (epoch ms) by an ISO 8601 duration. Years, months, weeks and days are days of the calendar
 * in the zone, so that nine o'clock stays nine o'clock when the clocks change; hours and less are exact. Null: no duration.
 */
export function addInterval(from: number, text: string, clock: Clock): number | null {
  const match = INTERVAL.exec(text);
  if (match === null || text.endsWith('T') || text.length > 100 || /^[+-]?P$/.test(text)) return null;
  const sign = match[1] === '-' ? -1 : 1;
  const part = (index: number) => Number((match[index] ?? '0').replace(',', '.')) * sign;
  const months = part(2) * 12 + part(3);
  const days = part(4) * 7 + part(5);
  const exact = Math.round(part(6) * 3_600_000 + part(7) * 60_000 + part(8) * 1000);
  const midway = months === 0 && days === 0 ? from : addCalendar(from, months, days, clock);
  if (midway === null || !Number.isSafeInteger(midway + exact)) return null;
  return midway + exact;
}

/** Reads `R3/PT10S`, `R/P1D`, `R2/2026-03-01T09:00:00Z/P1D`. */
export function parseCycle(text: string): Cycle | null {
  const parts = text.split('/');
  const repeat = /^R(-1|\d*)$/.exec(parts[0] ?? '');
  if (repeat === null || parts.length < 2 || parts.length > 3) return null;
  const count = repeat[1] === '' || repeat[1] === '-1' ? -1 : Number(repeat[1]);
  const start = parts.length === 3 && parts[1] !== '' ? (parts[1] as string) : null;
  return { repeat: count, interval: parts.at(-1) as string, start };
}

/** Epoch ms of a date or date and time: a FEEL value or ISO text; without a zone, of the wall clock in `clock.zone`. */
export function instantOf(value: FeelValue, clock: Clock): number | null {
  if (typeof value === 'string') {
    const parsed = run(PARSE_DATE_TIME, { text: feelText(value) }, 0, clock);
    return parsed instanceof FeelDateTime || parsed instanceof FeelDate ? instantOf(parsed, clock) : null;
  }
  if (value instanceof FeelDate) return instantOf(new FeelDateTime(value.days, 0, null), clock);
  if (!(value instanceof FeelDateTime)) return null;
  const zoned = value.zone === null ? new FeelDateTime(value.days, value.nanos, zoneOf(clock)) : value;
  return Number(zoned.epochNanos / NANOS_PER_MS);
}

/** The forms of ISO 8601 that timers have beside FEEL's: no seconds, a comma, a short offset, the zone in brackets. */
function feelText(text: string): string {
  const match = ISO_DATE_TIME.exec(text.trim());
  if (match === null) return text;
  const [, minute = '', second = '00', offset = '', zone] = match;
  const place = offset === '' && zone !== undefined ? `@${zone}` : offset.replace(/^([+-]\d\d):?(\d\d)?$/, '$1:$2');
  return `${minute}:${second.replace(',', '.')}${place.endsWith(':') ? `${place}00` : place}`;
}

/** Text of a FEEL duration as `addInterval` reads it. */
export function intervalText(value: FeelValue): string | null {
  if (value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration) return value.toString();
  return typeof value === 'string' ? value : null;
}

function addCalendar(from: number, months: number, days: number, clock: Clock): number | null {
  let at: FeelValue = run(NOW, {}, from, clock);
  if (months !== 0) at = run(ADD, { start: at, amount: new YearsMonthsDuration(months) }, from, clock);
  if (!(at instanceof FeelDateTime)) return null;
  return Number(new FeelDateTime(at.days + days, at.nanos, at.zone).epochNanos / NANOS_PER_MS);
}

function zoneOf(clock: Clock): FeelDateTime['zone'] {
  const now = run(NOW, {}, 0, clock);
  return now instanceof FeelDateTime ? now.zone : null;
}

function run(
  code: ReturnType<typeof linkExpression>,
  variables: Record<string, FeelValue>,
  now: number,
  clock: Clock,
): FeelValue {
  const { zone, calendar } = clock;
  const result = code((name) => variables[name], { now, zone, calendar, fuel: { left: 1000 } });
  return result.kind === 'value' ? result.value : null;
}

// Dates are reckoned by FEEL itself. The trees are written out, for the parser does not belong where cases run.
const variable = (name: string) => ({ kind: 'variable', name }) as const;
const tree = (source: string, reads: readonly string[], root: ExpressionTree['root']) =>
  linkExpression({ formatVersion: 1, source, reads, root });
const NOW = tree('now()', [], { kind: 'call', callee: variable('now'), arguments: [] });
const ADD = tree('start + amount', ['amount', 'start'], {
  kind: 'arithmetic',
  operator: '+',
  left: variable('start'),
  right: variable('amount'),
});
const PARSE_DATE_TIME = tree('date and time(text)', ['text'], {
  kind: 'call',
  callee: variable('date and time'),
  arguments: [variable('text')],
});

const NANOS_PER_MS = 1_000_000n;
const INTERVAL =
  /^([+-])?P(?:(\d{1,5})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:[.,]\d{1,9})?)S)?)?$/;
const ISO_DATE_TIME =
  /^([+-]?\d{4,9}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d(?:[.,]\d{1,9})?))?(Z|[+-]\d\d(?::?\d\d)?)?(?:\[([\w/+-]{1,60})\])?$/;
