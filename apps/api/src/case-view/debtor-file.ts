import type { DebtorFile, TimelineEntry } from '@krok/contracts/schemas';
import type { CaseLine, Debtor, Store } from '@krok/store';
import { caseKey, caseView } from './case-lines.ts';
import type { CaseTapes } from './case-tapes.ts';
import { nameIn, saidIn } from './case-file.ts';
import { actEntry } from './timeline/act-entries.ts';
import { assignmentEntry } from './timeline/assignment-entry.ts';
import { formalEntries } from './timeline/formal-entries.ts';
import { moneyEntries } from './timeline/money-entries.ts';
import { newestFirst } from './timeline/newest-first.ts';
import { noteEntry } from './timeline/note-entry.ts';
import { replyEntry } from './timeline/reply-entry.ts';

/** Entries of one answer; older ones are in the cases. */
const mostEntries = 500;

/** A debtor over all creditor companies: every case, and all that passed between them. */
export async function debtorFileOf(store: Store, tapes: CaseTapes, debtor: Debtor): Promise<DebtorFile> {
  const scope = { debtorId: debtor.id };
  const [ids, acts, assignments, notes, ledgers] = await Promise.all([
    store.caseFiles.caseIds(debtor.id),
    store.caseFiles.acts(scope),
    store.caseFiles.assignments(scope),
    store.caseFiles.notes(scope),
    store.ledger.debtor(debtor.id),
  ]);
  const replies = await store.replies.ofHistory(scope);
  const people = new Map((await store.users.list(debtor.organisationId)).map(({ id, name }) => [id, name]));
  const formal = await formalEntries(store, { organisationId: debtor.organisationId, debtorId: debtor.id });
  const lines: CaseLine[] = [];
  for (const id of ids) lines.push(await store.overview.case(id));
  const named = new Map<string, Parameters<typeof actEntry>[1]>();
  for (const line of lines) {
    const tape = await tapes.of(line);
    named.set(line.id, {
      key: caseKey(line),
      elementName: nameIn(tape),
      said: saidIn(tape),
      amounts: formal.amounts,
    });
  }
  const invoiceIds = ledgers.flatMap(({ invoices }) => invoices.map(({ id }) => id));
  const timeline: TimelineEntry[] = [
    ...moneyEntries(await store.caseFiles.money({ invoiceIds, debtorId: debtor.id })),
    ...acts.map((act) => actEntry(act, named.get(act.caseId) ?? UNNAMED)),
    ...assignments.map((each) => assignmentEntry(each, named.get(each.caseId) ?? UNNAMED)),
    ...formal.entries.map((entry) => ({ ...entry, caseKey: named.get(entry.caseId ?? '')?.key ?? null })),
    ...notes.map((note) => noteEntry(note, named.get(note.caseId)?.key ?? null)),
    ...replies.map((reply) => replyEntry(reply, named.get(reply.caseId)?.key ?? null, people)),
  ];
  // What was never shipped says nothing about the debtor.
  const told = timeline.filter((entry) => entry.kind !== 'money' || entry.what !== 'release');
  return { cases: lines.map(caseView), timeline: newestFirst(told).slice(0, mostEntries) };
}

const UNNAMED = { key: null, elementName: () => null, said: () => ({}), amounts: new Map<string, number>() };
