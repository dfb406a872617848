import { localDate } from '@krok/calendar';
import { type Permission, role, type WorkItem } from '@krok/contracts/schemas';
import { permissionsOf } from '../permissions.ts';
import { byRank } from '@krok/receivables';
import type { Act, BundleWithActs, LedgerInvoice, Store } from '@krok/store';
import type { Person } from '../sign-in/person.ts';
import { dutyOf } from '../work/duty-of.ts';
import { instantOf, rankOf, type WorkBooks } from '../work/work-rank.ts';
import { iso } from './case-position.ts';
import type { ExecutableCache } from './executable-cache.ts';

/** Whether the work is offered to this person: where nobody is named, to those whose daily work it is; who oversees sees everything. */
export function isOffered(bundle: BundleWithActs, person: Person): boolean {
  if (oversees(person)) return true;
  const { assignee, candidateUsers, candidateGroups, claimedBy } = bundle;
  if (claimedBy === person.userId || assignee === person.userId || assignee === person.email) return true;
  if (assignee !== null) return false;
  if (candidateUsers.length === 0 && candidateGroups.length === 0) return person.permissions.includes('work.unnamed');
  const groups: readonly string[] = person.roles;
  return (
    candidateUsers.some((user) => user === person.userId || user === person.email) ||
    candidateGroups.some((group) => groups.includes(group))
  );
}

/** Whether somebody may do the work at all: as to whom it is offered, whoever holds it. */
export function mayTake(
  { candidateUsers, candidateGroups, channel }: BundleWithActs,
  { id, email, roles }: { readonly id: string; readonly email: string; readonly roles: readonly string[] },
): boolean {
  const right = channel === 'approval' ? 'approvals.decide' : 'work.do';
  const rights = rightsOf(roles);
  if (!rights.includes(right)) return false;
  if (candidateUsers.length === 0 && candidateGroups.length === 0) return rights.includes('work.unnamed');
  return (
    candidateUsers.some((one) => one === id || one === email) || candidateGroups.some((group) => roles.includes(group))
  );
}

export function rightsOf(roles: readonly string[]): readonly Permission[] {
  return permissionsOf(roles.flatMap((one) => role.safeParse(one).data ?? []));
}

/** Without what is done of it: the rest of a call waits for its call-back. */
export function openPart(bundle: BundleWithActs): BundleWithActs {
  return { ...bundle, acts: bundle.acts.filter(({ state }) => state === 'planned') };
}

export function oversees(person: Person): boolean {
  return person.permissions.includes('incidents.read');
}

/** Bundles of people as lines of the worklist, the first to be done first. */
export async function workItems(
  store: Store,
  executables: ExecutableCache,
  organisationId: string,
  bundles: readonly BundleWithActs[],
): Promise<WorkItem[]> {
  const [users, parties, books] = await Promise.all([
    store.users.list(organisationId),
    store.overview.partyNames(bundles.flatMap(({ debtorId, creditorId }) => [debtorId, creditorId])),
    booksOf(store, organisationId, bundles),
  ]);
  const people = new Map(users.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? null : (parties.get(id) ?? null));
  const items = await Promise.all(
    bundles.map(async (bundle): Promise<WorkItem> => {
      const cases = await Promise.all(bundle.acts.map((act) => caseOfAct(executables, act, books)));
      return {
        id: bundle.id,
        title: [...new Set(cases.map(({ elementName, elementId }) => elementName ?? elementId))].join(', '),
        channel: bundle.channel,
        duty: dutyOf(bundle.acts),
        claimedBy:
          bundle.claimedBy === null ? null : { id: bundle.claimedBy, name: people.get(bundle.claimedBy) ?? '' },
        // What a procedure says instead of a time is none.
        dueAt: instantOf(bundle.dueDate, books.zone) === null ? null : bundle.dueDate,
        priority: bundle.priority,
        candidateGroups: [...bundle.candidateGroups],
        debtorId: bundle.debtorId,
        debtorName: nameOf(bundle.debtorId),
        creditorId: bundle.creditorId,
        creditorName: nameOf(bundle.creditorId),
        snoozedUntil: bundle.snoozedUntil === null ? null : iso(bundle.snoozedUntil),
        rank: rankOf(bundle, books),
        cases,
        version: bundle.version,
      };
    }),
  );
  const due = new Map(bundles.map(({ id, dueDate }) => [id, instantOf(dueDate, books.zone)]));
  return items.toSorted((left, right) =>
    byRank(
      { rank: left.rank, dueAt: due.get(left.id) ?? null },
      { rank: right.rank, dueAt: due.get(right.id) ?? null },
    ),
  );
}

/** Today on the organisation's clock. */
export function todayOf({ now, zone }: WorkBooks): string {
  return localDate(now, zone);
}

/** What the books say about all of the bundles' invoices. */
export async function booksOf(
  store: Store,
  organisationId: string,
  bundles: readonly Pick<BundleWithActs, 'acts'>[],
): Promise<WorkBooks> {
  const ids = [...new Set(bundles.flatMap(({ acts }) => acts.flatMap(({ subject }) => subject ?? [])))];
  const [invoices, { now }, { zone }] = await Promise.all([
    ids.length === 0 ? [] : store.ledger.invoices({ organisationId, ids }),
    store.clock.read(organisationId),
    store.organisations.read(organisationId),
  ]);
  const byId = new Map<string, LedgerInvoice>(invoices.map((invoice) => [invoice.id, invoice]));
  return { invoices: byId, promises: await store.overview.lastPromises([...byId.keys()]), now, zone };
}

async function caseOfAct(
  executables: ExecutableCache,
  act: Act,
  { invoices }: WorkBooks,
): Promise<WorkItem['cases'][number]> {
  const { subject, processId } = act;
  const linked = await executables.linked(act.executableHash);
  const element = linked.executable.elements[act.element];
  const invoice = subject === null ? undefined : invoices.get(subject);
  return {
    caseId: act.caseId,
    actId: act.id,
    businessKey: invoice?.number ?? subject,
    invoiceId: invoice?.id ?? null,
    processId,
    elementId: element?.id ?? '',
    elementName: element?.name ?? null,
    variables: { ...act.variables },
    suspended: act.suspended === true,
  };
}
