import type { TimelineEntry } from '@krok/contracts/schemas';
import type { CaseNote } from '@krok/store';
import { iso } from '../case-position.ts';

export function noteEntry({ id, caseId, author, at, text }: CaseNote, caseKey: string | null): TimelineEntry {
  return { kind: 'note', id, at: iso(at), caseId, caseKey, by: author, text, reply: null };
}
