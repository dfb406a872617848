import type { Store } from '@krok/store';
import type { CaseActivities } from './case-activities.ts';
import type { WatchCase } from './watch.ts';

export function createCommitSteps(store: Store, watch: WatchCase): CaseActivities['commitSteps'] {
  return (request) =>
    watch(request.caseId, async () => {
      const answer = await store.log.commitSteps(request);
      if (answer.kind === 'gap') {
        const detail = `Expected the log to hold step ${request.after} but it ends at ${answer.head}.`;
        await store.standstills.note({ workflowId: `case:${request.caseId}`, cause: 'logBehind', detail });
      }
      return answer;
    });
}
