import type { LiveInstance } from '../draft/live-instance.ts';
import type { Linked } from '../link.ts';
import type { Run } from '../run.ts';
import type { MigrationFinding } from '../types/index.ts';
import type { MigrationIndexes } from './indexes-of.ts';
import { sameDefinition } from './same-kind.ts';

export interface KeptWork {
  /** Jobs with an incident whose definition has changed: nobody has them in hand, so that they can be made again. */
  readonly again: readonly { readonly owner: LiveInstance; readonly job: string }[];
  readonly notices: readonly MigrationFinding[];
}

/**
 * Work that has been handed out stays as it is: a letter may be on its way and a person may be at it. What the new version
 * says of it counts from the next time on.
 */
export function keptWork(run: Run, to: Linked, living: readonly LiveInstance[], by: MigrationIndexes): KeptWork {
  const again: { owner: LiveInstance; job: string }[] = [];
  const notices: MigrationFinding[] = [];
  const { draft } = run;
  for (const owner of living) {
    const before = owner.element.definition;
    const after = to.element(by.elements[before.index] ?? 0).definition;
    for (const id of owner.owned ?? []) {
      const job = draft.jobs.get(id);
      const isWork =
        job !== undefined
          ? job.listener === undefined && job.taskListener === undefined
          : has(draft.userTasks, id) || has(draft.calls, id);
      if (!isWork || sameDefinition(before, after)) continue;
      const stuck = job !== undefined && draft.incidents.get(owner.incident)?.job === id;
      if (stuck) again.push({ owner, job: id });
      notices.push({
        code: stuck ? 'jobMadeAgain' : 'workKept',
        severity: 'notice',
        element: before.id,
        target: after.id,
        message: stuck
          ? 'The job failed for good and is made again as the new version says'
          : 'What has been handed out stays as the old version made it',
      });
    }
  }
  return { again, notices };
}

function has(records: { get(id: string): unknown }, id: string): boolean {
  return records.get(id) !== undefined;
}
