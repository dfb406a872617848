import type { Pages } from './types/index.ts';

/** Ids on one page: a step copies the pages that it changes, so that a thousand open jobs cost it little more than ten. */
export const PAGE = 32;

export function pageOf(number: number): number {
  return Math.floor(number / PAGE);
}

export function slotOf(number: number): number {
  return number % PAGE;
}

/** The id as a number; -1 for what is none: ids arrive in commands too. */
export function numberOf(id: string): number {
  const { length } = id;
  if (length === 0 || length > 15 || (length > 1 && id.charCodeAt(0) === ZERO)) return -1;
  let number = 0;
  for (let i = 0; i < length; i++) {
    const digit = id.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** What is open under the id. */
export function recordOf<T>(pages: Pages<T>, id: string): T | undefined {
  const number = numberOf(id);
  return number < 0 ? undefined : pages[pageOf(number)]?.[slotOf(number)];
}

/** All that is open, by id, in the order of creation. */
export function byId<T>(pages: Pages<T>): Readonly<Record<string, T>> {
  const all: Record<string, T> = {};
  for (const page in pages) {
    const slots = pages[page] ?? {};
    for (const slot in slots) all[Number(page) * PAGE + Number(slot)] = slots[slot] as T;
  }
  return all;
}

export function paged<T>(all: Readonly<Record<string, T>>): Pages<T> {
  const pages: Record<string, Record<string, T>> = {};
  for (const id in all) {
    const number = Number(id);
    const page = pages[pageOf(number)] ?? {};
    pages[pageOf(number)] = page;
    page[slotOf(number)] = all[id] as T;
  }
  return pages;
}

const ZERO = 48;
