import type { Store } from '@krok/store';
import type { CaseActivities } from './case-activities.ts';

export function createLoadCalendar(store: Store): CaseActivities['loadCalendar'] {
  return (caseId, version) => store.organisations.calendarOfCase(caseId, version);
}
