import type { CaseMigrationResultView, CaseMigrationView } from '@krok/contracts/schemas';
import type { CaseMigration, CaseMigrationResult } from '@krok/store';
import { caseKey } from '../case-view/case-lines.ts';
import { iso } from '../case-view/case-position.ts';
import type { CaseReader } from '../repairs/standing-case.ts';
import { previewMigration } from './preview-migration.ts';
import type { TwoVersions } from './two-versions.ts';

export function migrationView(migration: CaseMigration): CaseMigrationView {
  const { id, processId, sourceVersion, targetVersion, reason, askedByName, askedAt, counts } = migration;
  return {
    id,
    processId,
    fromVersion: sourceVersion,
    toVersion: targetVersion,
    reason,
    askedBy: askedByName,
    askedAt: iso(askedAt),
    counts,
  };
}

/** What became of each case; one that was refused says why it does not fit as it stands now. */
export async function resultViews(
  reader: CaseReader,
  two: TwoVersions,
  results: readonly CaseMigrationResult[],
): Promise<CaseMigrationResultView[]> {
  const views: CaseMigrationResultView[] = [];
  for (const { caseId, state, refusal } of results) {
    const line = await reader.store.overview.case(caseId);
    const about = { caseId, caseKey: caseKey(line), debtorName: line.debtorName, state };
    const explained = state === 'refused' && line.status === 'active' && views.length < MOST_EXPLAINED;
    const findings = explained ? (await previewMigration(reader, line, two)).findings : [];
    views.push({ ...about, refusal: refusal && { ...refusal }, findings });
  }
  return views;
}

/** Each explanation reads a log. */
const MOST_EXPLAINED = 2_000;
