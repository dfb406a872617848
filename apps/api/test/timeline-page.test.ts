import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TimelineEntry, TimelineKind } from '@krok/contracts/schemas';
import { timelinePage } from '../src/case-view/timeline/timeline-page.ts';

const MINUTE = 60_000;
const at = (minute: number) => new Date(Date.UTC(2026, 6, 1) + minute * MINUTE).toISOString();
const note = (id: string, minute: number, reply = false): TimelineEntry => ({
  kind: 'note',
  id,
  at: at(minute),
  caseId: 'c',
  caseKey: 'F/1',
  by: 'Osoba',
  text: id,
  reply: reply ? { channel: 'email', receivedOn: '2026-07-01', handledBy: null } : null,
});
/** Three in each minute, so that pages end within an instant. */
const history = Array.from({ length: 60 }, (_, index) => note(`n ${index}`, Math.floor(index / 3), index % 4 === 0));

/** Reads on to the end; `meanwhile` changes what there is after the first page. */
function readAll(
  size: number,
  { kind, meanwhile }: { kind?: TimelineKind; meanwhile?: (entries: TimelineEntry[]) => TimelineEntry[] } = {},
): string[] {
  let entries = history;
  const read: string[] = [];
  let before: string | undefined;
  for (;;) {
    const page = timelinePage(entries, { kind, before, size });
    read.push(...page.entries.map(({ id }) => id));
    if (page.older === null) {
      assert.equal(page.left, 0);
      return read;
    }
    assert.ok(page.entries.length === size && page.left > 0);
    if (before === undefined) entries = meanwhile?.(entries) ?? entries;
    before = page.older;
  }
}

describe('pages of a history', () => {
  const newest = history.map(({ id }) => id).toReversed();

  it('hold every entry once, newest first, wherever a page ends', () => {
    for (const size of [1, 7, 20, 59, 60]) assert.deepEqual(readAll(size), newest, `size ${size}`);
  });

  it('are moved by nothing that comes meanwhile', () => {
    const meanwhile = (entries: TimelineEntry[]) => [...entries, note('late', 500), note('later', 500)];
    assert.deepEqual(readAll(7, { meanwhile }), newest);
  });

  it('leave out nothing where the last entry of a page has moved on', () => {
    // The last of the first page leaves its instant in the middle: what was written beside it is told again.
    const moved = newest[6];
    const meanwhile = (entries: TimelineEntry[]) =>
      entries.map((entry) => (entry.id === moved ? { ...entry, at: at(500) } : entry));
    assert.deepEqual([...new Set(readAll(7, { meanwhile }))], newest);
  });

  it('are of one kind on request, and count every kind of the whole', () => {
    const replies = newest.filter((id) => Number(id.slice(2)) % 4 === 0);
    assert.deepEqual(readAll(4, { kind: 'reply' }), replies);
    assert.deepEqual(readAll(4, { kind: 'contact' }), replies);
    const { entries, counts, total, left } = timelinePage(history, { kind: 'note', size: 10 });
    assert.deepEqual([entries.length, left, total, counts], [10, 35, 60, { reply: 15, contact: 15, note: 45 }]);
    assert.deepEqual(timelinePage(history, { kind: 'letter', size: 10 }).entries, []);
  });
});
