import type { TimelineEntry } from '@krok/contracts/schemas';
import type { Reply } from '@krok/store';
import { iso } from '../case-position.ts';

/** The debtor's own words; `people`: names by id. */
export function replyEntry(
  { id, caseId, recordedBy, recordedAt, text, channel, receivedOn, handledBy }: Reply,
  caseKey: string | null,
  people: ReadonlyMap<string, string>,
): TimelineEntry {
  return {
    kind: 'note',
    id,
    at: iso(recordedAt),
    caseId,
    caseKey,
    by: people.get(recordedBy) ?? '',
    text,
    reply: { channel, receivedOn, handledBy: handledBy === null ? null : (people.get(handledBy) ?? '') },
  };
}
