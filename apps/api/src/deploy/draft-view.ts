import type { DraftLine as DraftView } from '@krok/contracts/schemas';
import type { DraftLine } from '@krok/store';
import { iso } from '../case-view/case-position.ts';

export function draftView(line: DraftLine): DraftView {
  const { id, name, processId, baseDeploymentId, revision, createdAt, savedAt, savedByName } = line;
  return {
    id,
    name,
    processId,
    baseDeploymentId,
    revision,
    createdAt: iso(createdAt),
    savedAt: iso(savedAt),
    savedBy: savedByName,
  };
}
