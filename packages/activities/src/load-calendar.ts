import type { Store } from '@krok/store';
import type { CaseActivities } from './case-activities.ts';
import type { WatchCase } from './watch.ts';

export function createLoadCalendar(store: Store, watch: WatchCase): CaseActivities['loadCalendar'] {
  return (caseId, version) => watch(caseId, () => store.organisations.calendarOfCase(caseId, version));
}
