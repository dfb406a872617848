import type { WorkItem } from '@krok/contracts/schemas';
import type { BundleWithActs, Store } from '@krok/store';
import type { Person } from '../sign-in/person.ts';
import type { ExecutableCache } from './executable-cache.ts';

/** Whether the work is offered to this person: to all where nobody is named; who oversees sees everything. */
export function isOffered(bundle: BundleWithActs, person: Person): boolean {
  if (oversees(person)) return true;
  const { assignee, candidateUsers, candidateGroups, claimedBy } = bundle;
  if (claimedBy === person.userId || assignee === person.userId || assignee === person.email) return true;
  if (assignee !== null) return false;
  if (candidateUsers.length === 0 && candidateGroups.length === 0) return true;
  const groups: readonly string[] = person.roles;
  return (
    candidateUsers.some((user) => user === person.userId || user === person.email) ||
    candidateGroups.some((group) => groups.includes(group))
  );
}

export function oversees(person: Person): boolean {
  return person.permissions.includes('incidents.read');
}

/** Bundles of people as lines of the worklist. */
export async function workItems(
  store: Store,
  executables: ExecutableCache,
  organisationId: string,
  bundles: readonly BundleWithActs[],
): Promise<WorkItem[]> {
  const users = new Map((await store.users.list(organisationId)).map(({ id, name }) => [id, name]));
  const debtors = await names(
    bundles.map(({ debtorId }) => debtorId),
    (id) => store.parties.debtor(id),
  );
  const creditors = await names(
    bundles.map(({ creditorId }) => creditorId),
    (id) => store.parties.creditor(id),
  );
  return Promise.all(
    bundles.map(async (bundle) => {
      const cases = await Promise.all(
        bundle.acts.map(async (act) => {
          const { linked, subject, processId } = await executables.ofCase(act.caseId);
          const element = linked.executable.elements[act.element];
          return {
            caseId: act.caseId,
            actId: act.id,
            businessKey: subject,
            processId,
            elementId: element?.id ?? '',
            elementName: element?.name ?? null,
            variables: { ...act.variables },
          };
        }),
      );
      return {
        id: bundle.id,
        title: [...new Set(cases.map(({ elementName, elementId }) => elementName ?? elementId))].join(', '),
        channel: bundle.channel,
        duty: bundle.acts.some(({ type }) => type === 'decide-claim-costs') ? ('decideCosts' as const) : null,
        claimedBy: bundle.claimedBy === null ? null : { id: bundle.claimedBy, name: users.get(bundle.claimedBy) ?? '' },
        dueAt: bundle.dueDate,
        priority: bundle.priority,
        candidateGroups: [...bundle.candidateGroups],
        debtorName: bundle.debtorId === null ? null : (debtors.get(bundle.debtorId) ?? null),
        creditorName: bundle.creditorId === null ? null : (creditors.get(bundle.creditorId) ?? null),
        cases,
        version: bundle.version,
      };
    }),
  );
}

async function names(
  ids: readonly (string | null)[],
  read: (id: string) => Promise<{ readonly name: string }>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const id of new Set(ids)) if (id !== null) found.set(id, (await read(id)).name);
  return found;
}
