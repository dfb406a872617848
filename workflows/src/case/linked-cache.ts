import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { BusinessCalendar } from '@krok/calendar';
import { link, type Linked } from '@krok/engine';

/*
 * This module is preloaded, so all cases of a worker's context share it. Both caches are keyed by content: no case can see
 * another's data through them, and a hit or a miss gives the same answer.
 */
const CAPACITY = 500;
const linkedByHash = new Map<string, Linked>();
const calendarByText = new Map<string, BusinessCalendar>();

/** Links an executable once per worker; the caller lets its own copy go. */
export function linkedOf(hash: string, executable: ExecutableProcess): Linked {
  return remembered(linkedByHash, hash, () => link(executable));
}

/** One copy of each calendar per worker instead of one per case. */
export function sharedCalendar(calendar: BusinessCalendar): BusinessCalendar {
  return remembered(calendarByText, JSON.stringify(calendar), () => calendar);
}

function remembered<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= CAPACITY) cache.clear();
  const made = make();
  cache.set(key, made);
  return made;
}
