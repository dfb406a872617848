import type { TimelineEntry } from '@krok/contracts/schemas';
import type { AssignmentRecord } from '@krok/store';
import { iso } from '../case-position.ts';
import { titleOf } from './act-title.ts';

export function assignmentEntry(
  { id, at, caseId, element, source, type, to, by, before }: AssignmentRecord,
  { key, elementName }: { readonly key: string | null; readonly elementName: (element: number) => string | null },
): TimelineEntry {
  const title = titleOf({ source, element }, elementName);
  return { kind: 'assignment', id, at: iso(at), caseId, caseKey: key, title, type, by, to: to.name, before };
}
