import { millisecondsOf } from './expressions.ts';

/** What a timer repeats by: a length, a day of the calendar in Warsaw, or a schedule. Instants are epoch ms. */
export interface Repetition {
  /** Firings left; -1 for ever. */
  readonly repeat: number;
  readonly first: number;
  /** The firing after one that was due at `due`. */
  next(due: number): number;
  /** Whether repetitions that were missed count; a schedule has none to count. */
  readonly counts: boolean;
}

export function repetitionOf(text: string, now: number): Repetition {
  const schedule = SCHEDULES[text];
  if (schedule !== undefined) {
    const after = (due: number): number => nextOf(text, schedule, due);
    return { repeat: -1, first: after(now), next: after, counts: false };
  }
  const [count = '', ...rest] = text.split('/');
  const length = rest.at(-1) ?? '';
  const next = length === 'P1D' ? nextDay : (due: number): number => due + millisecondsOf(length);
  const start = rest.length > 1 ? Math.max(instantAt(Date.parse(`${rest[0]}Z`)), now) : next(now);
  return { repeat: count === 'R' ? -1 : Number(count.slice(1)), first: start, next, counts: true };
}

interface Wall {
  /** 1 to 12, 1 to 31, and 0 for Sunday. */
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly isLastWeekday: boolean;
}

interface Schedule {
  readonly holds: (wall: Wall) => boolean;
  /** It names no hours, so that it comes in both of the hour that the clocks repeat in autumn. */
  readonly hourly: boolean;
}

/** The schedules of the random models, each read by hand (Camunda 8, by the wall clock of Warsaw). */
const SCHEDULES: Readonly<Record<string, Schedule>> = {
  '0 0/20 9-17 * * MON-FRI': {
    holds: ({ weekday, hour, minute }) => weekday >= 1 && weekday <= 5 && hour >= 9 && hour <= 17 && minute % 20 === 0,
    hourly: false,
  },
  '0 30 8 * * MON-FRI': {
    holds: ({ weekday, hour, minute }) => weekday >= 1 && weekday <= 5 && hour === 8 && minute === 30,
    hourly: false,
  },
  '0 30 2 * * SUN': {
    holds: ({ weekday, hour, minute }) => weekday === 0 && hour === 2 && minute === 30,
    hourly: false,
  },
  '0 0 9 LW * ?': {
    holds: ({ isLastWeekday, hour, minute }) => isLastWeekday && hour === 9 && minute === 0,
    hourly: false,
  },
  '0 30 * 25 10 ?': { holds: ({ month, day, minute }) => month === 10 && day === 25 && minute === 30, hourly: true },
};

const STEP = 5 * 60_000;
const HOUR = 12 * STEP;
const DAY = 24 * HOUR;
const found = new Map<string, number>();

/** In steps of five minutes: no schedule here is finer. */
function nextOf(text: string, { holds, hourly }: Schedule, after: number): number {
  const key = `${text} ${after}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const isIt = (at: number): boolean => {
    const wall = at + offsetAt(at);
    if (holds(wallOf(wall))) return hourly || instantAt(wall) === at;
    // What the clocks skip in spring fires as much after the gap as it lies in it.
    return offsetAt(at) > offsetAt(at - HOUR) && holds(wallOf(at + offsetAt(at - HOUR)));
  };
  let at = (Math.floor(after / STEP) + 1) * STEP;
  while (!isIt(at)) at += STEP;
  found.set(key, at);
  return at;
}

/** The same time of the wall clock on the next day. */
function nextDay(due: number): number {
  return instantAt(due + offsetAt(due) + DAY);
}

/** When the wall clock shows it first; what it skips, as long after the gap. */
function instantAt(wall: number): number {
  const early = wall - 2 * HOUR;
  return early + offsetAt(early) === wall ? early : wall - HOUR;
}

/** Central European time: summer from the last Sunday of March to that of October, each at 01:00 UTC. */
function offsetAt(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  const turns = (month: number): number => {
    const last = new Date(Date.UTC(year, month, 31, 1));
    return last.getTime() - last.getUTCDay() * DAY;
  };
  return instant >= turns(2) && instant < turns(9) ? 2 * HOUR : HOUR;
}

function wallOf(wall: number): Wall {
  const date = new Date(wall);
  const weekday = date.getUTCDay();
  const month = date.getUTCMonth();
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0));
  const back = lastDay.getUTCDay() === 0 ? 2 : lastDay.getUTCDay() === 6 ? 1 : 0;
  const day = date.getUTCDate();
  return {
    month: month + 1,
    day,
    weekday,
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    isLastWeekday: day === lastDay.getUTCDate() - back,
  };
}
