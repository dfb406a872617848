import type { DraftLine as DraftView } from '@krok/contracts/schemas';
import type { DraftLine } from '@krok/store';
import { iso } from '../case-view/case-position.ts';

/** `reader`: user id of whoever reads it. */
export function draftView(line: DraftLine, reader: string): DraftView {
  const { id, name, processId, baseDeploymentId, revision, createdAt, savedAt, savedByName, request } = line;
  return {
    id,
    name,
    processId,
    baseDeploymentId,
    revision,
    createdAt: iso(createdAt),
    savedAt: iso(savedAt),
    savedBy: savedByName,
    request: request && {
      revision: request.revision,
      note: request.note,
      by: request.byName,
      at: iso(request.at),
      own: request.by === reader,
      declined: request.declined && { by: request.declined.byName, note: request.declined.note },
    },
  };
}
