import type { CaseSummary } from '@krok/contracts/schemas';
import type { CaseLine, Store } from '@krok/store';
import { ApiProblem } from '../errors.ts';
import type { Person } from '../sign-in/person.ts';
import { iso } from './case-position.ts';

/** The case, if it belongs to the person's organisation; otherwise it is as if it did not exist. */
export async function caseOf(store: Store, caseId: string, person: Person): Promise<CaseLine> {
  const line = await store.overview.case(caseId);
  if (line.organisationId !== person.organisationId) throw new ApiProblem('not-found');
  return line;
}

/** Refuses a command to a case that has ended. */
export function mustBeOpen(line: { readonly status: CaseLine['status'] }): void {
  if (line.status === 'completed' || line.status === 'terminated') throw new ApiProblem('case-closed');
}

/** What people call the case. */
export function caseKey(line: Pick<CaseLine, 'subject' | 'subjectNumber'>): string | null {
  return line.subjectNumber ?? line.subject;
}

export function caseView(line: CaseLine): CaseSummary {
  return {
    id: line.id,
    processId: line.processId,
    processName: line.processName,
    deploymentId: line.deploymentId,
    businessKey: caseKey(line),
    creditorId: line.creditorId,
    creditorName: line.creditorName,
    debtorId: line.debtorId,
    debtorName: line.debtorName,
    status: line.status,
    openIncidents: line.incidents,
    openWork: line.openWork,
    nextDue: line.nextDue === null ? null : iso(line.nextDue),
    startedAt: iso(line.startedAt),
    endedAt: line.endedAt === null ? null : iso(line.endedAt),
    suspendedAt: line.suspendedAt === null ? null : iso(line.suspendedAt),
    head: line.headSeq,
  };
}
