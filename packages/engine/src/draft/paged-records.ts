import { numberOf, pageOf, PAGE, slotOf } from '../pages.ts';
import type { Pages } from '../types/index.ts';

/** A paged map of the state under change: reads go through to the old pages; those that changed are copied, at the end. */
export class PagedRecords<T> {
  readonly base: Pages<T>;
  private changes: Map<string, T | null> | null = null;

  constructor(base: Pages<T>) {
    this.base = base;
  }

  get(id: string): T | undefined {
    const changed = this.changes?.get(id);
    if (changed !== undefined) return changed ?? undefined;
    const number = numberOf(id);
    return number < 0 ? undefined : this.base[pageOf(number)]?.[slotOf(number)];
  }

  set(id: string, value: T): void {
    this.changes ??= new Map();
    this.changes.set(id, value);
  }

  remove(id: string): void {
    this.changes ??= new Map();
    this.changes.set(id, null);
  }

  /** Ids in the order of creation. */
  ids(): string[] {
    const ids: string[] = [];
    for (const page in this.base) {
      const first = Number(page) * PAGE;
      for (const slot in this.base[page]) ids.push(String(first + Number(slot)));
    }
    if (this.changes === null) return ids;
    const { changes } = this;
    const left = ids.filter((id) => changes.get(id) !== null);
    const known = new Set(ids);
    for (const [id, value] of changes) if (value !== null && !known.has(id)) left.push(id);
    return left;
  }

  finish(): Pages<T> {
    if (this.changes === null) return this.base;
    const { base } = this;
    const result: Record<string, Record<string, T>> = { ...(base as Record<string, Record<string, T>>) };
    for (const [id, value] of this.changes) {
      const number = Number(id);
      const at = pageOf(number);
      let page = result[at];
      if (page === undefined || page === base[at]) {
        if (page === undefined && value === null) continue;
        page = { ...page };
        result[at] = page;
      }
      if (value !== null) page[slotOf(number)] = value;
      else {
        delete page[slotOf(number)];
        if (isEmpty(page)) delete result[at];
      }
    }
    return result;
  }
}

/** Looks through the slots, for a loop over the keys would list all of them first. */
function isEmpty(page: Readonly<Record<string, unknown>>): boolean {
  for (let slot = 0; slot < PAGE; slot++) if (page[slot] !== undefined) return false;
  return true;
}
