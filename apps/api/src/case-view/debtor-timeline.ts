import type { TimelineEntry, TimelinePage, TimelineQuery } from '@krok/contracts/schemas';
import type { Debtor, Store } from '@krok/store';
import { caseKey } from './case-lines.ts';
import type { CaseTapes } from './case-tapes.ts';
import { nameIn, saidIn } from './case-timeline.ts';
import { actEntry, type NamedCase } from './timeline/act-entries.ts';
import { assignmentEntry } from './timeline/assignment-entry.ts';
import { formalEntries } from './timeline/formal-entries.ts';
import { moneyEntries } from './timeline/money-entries.ts';
import { noteEntry } from './timeline/note-entry.ts';
import { replyEntry } from './timeline/reply-entry.ts';
import { timelinePage } from './timeline/timeline-page.ts';

/** All that passed between a debtor and all creditor companies: one page. Only the cases on it are read and named. */
export async function debtorTimelineOf(
  store: Store,
  tapes: CaseTapes,
  { id: debtorId, organisationId }: Debtor,
  query: TimelineQuery,
): Promise<TimelinePage> {
  const scope = { debtorId };
  const [acts, assignments, notes, replies, users, ledgers, formal] = await Promise.all([
    store.caseFiles.acts(scope),
    store.caseFiles.assignments(scope),
    store.caseFiles.notes(scope),
    store.replies.ofHistory(scope),
    store.users.list(organisationId),
    store.ledger.debtor(debtorId),
    formalEntries(store, { organisationId, debtorId }),
  ]);
  const people = new Map(users.map(({ id, name }) => [id, name]));
  const invoiceIds = ledgers.flatMap(({ invoices }) => invoices.map(({ id }) => id));
  const money = await store.caseFiles.money({ invoiceIds, debtorId });
  const told = (named: ReadonlyMap<string, NamedCase>): TimelineEntry[] => {
    const of = (caseId: string | null) => named.get(caseId ?? '') ?? UNNAMED;
    return [
      // What was never shipped says nothing about the debtor.
      ...moneyEntries(money).filter((entry) => entry.kind !== 'money' || entry.what !== 'release'),
      ...acts.map((act) => actEntry(act, of(act.caseId))),
      ...assignments.map((each) => assignmentEntry(each, of(each.caseId))),
      ...formal.entries.map((entry) => ({ ...entry, caseKey: of(entry.caseId).key })),
      ...notes.map((note) => noteEntry(note, of(note.caseId).key)),
      ...replies.map((reply) => replyEntry(reply, of(reply.caseId).key, people)),
    ];
  };
  const page = timelinePage(told(new Map()), query);
  const named = new Map<string, NamedCase>();
  for (const caseId of new Set(page.entries.flatMap((entry) => entry.caseId ?? []))) {
    const line = await store.overview.case(caseId);
    const tape = await tapes.of(line);
    named.set(caseId, {
      key: caseKey(line),
      elementName: nameIn(tape),
      said: saidIn(tape),
      amounts: formal.amounts,
    });
  }
  return timelinePage(told(named), query);
}

const UNNAMED: NamedCase = { key: null, elementName: () => null, said: () => ({}), amounts: new Map() };
