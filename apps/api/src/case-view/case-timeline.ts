import type { TimelineEntry } from '@krok/contracts/schemas';
import type { Variables } from '@krok/engine';
import type { CaseLine, Store } from '@krok/store';
import type { Person } from '../sign-in/person.ts';
import { caseKey } from './case-lines.ts';
import type { CaseTape, CaseTapes } from './case-tapes.ts';
import { actEntry } from './timeline/act-entries.ts';
import { assignmentEntry } from './timeline/assignment-entry.ts';
import { formalEntries, type FormalHistory } from './timeline/formal-entries.ts';
import { moneyEntries } from './timeline/money-entries.ts';
import { noteEntry } from './timeline/note-entry.ts';
import { replyEntry } from './timeline/reply-entry.ts';
import { stepEntries } from './timeline/step-entries.ts';

/** Everything that happened to a case, in the order in which it is told within one instant. */
export async function caseTimelineOf(
  store: Store,
  tapes: CaseTapes,
  line: CaseLine,
  person: Person,
): Promise<TimelineEntry[]> {
  const { id: caseId, organisationId, creditorId, debtorId } = line;
  const scope = { caseId };
  const own = ownInvoice(line);
  const seesMoney = person.permissions.includes('ledger.read') && own !== null;
  const [tape, actors, users, acts, assignments, notes, replies, formal, money] = await Promise.all([
    tapes.of(line),
    store.overview.actors(caseId),
    store.users.list(organisationId),
    store.caseFiles.acts(scope),
    store.caseFiles.assignments(scope),
    store.caseFiles.notes(scope),
    store.replies.ofHistory(scope),
    own === null ? NOTHING_FORMAL : formalEntries(store, { organisationId, invoiceId: own }),
    seesMoney ? store.caseFiles.money({ invoiceIds: [own], debtorId }) : NO_MONEY,
  ]);
  const people = new Map(users.map(({ id, name }) => [id, name]));
  const key = caseKey(line);
  const named = { key, elementName: nameIn(tape), said: saidIn(tape), amounts: formal.amounts };
  return [
    ...moneyEntries({ ...money, holds: money.holds.filter((hold) => hold.creditorId === creditorId) }),
    ...stepEntries(tape, { caseId, caseKey: key }, actors),
    ...acts.map((act) => actEntry(act, named)),
    ...assignments.map((assignment) => assignmentEntry(assignment, named)),
    ...formal.entries,
    ...notes.map((note) => noteEntry(note, key)),
    ...replies.map((reply) => replyEntry(reply, key, people)),
  ];
}

/** The invoice that the case is about; null where it is about none that the books know. */
export function ownInvoice({ subject, subjectNumber }: Pick<CaseLine, 'subject' | 'subjectNumber'>): string | null {
  return subjectNumber === null ? null : subject;
}

export function nameIn({ linked }: Pick<CaseTape, 'linked'>): (element: number) => string | null {
  return (element) => linked.executable.elements[element]?.name ?? null;
}

/** What the commands of a log said, by their ids. */
export function saidIn({ tape }: Pick<CaseTape, 'tape'>): (commandId: string) => Variables {
  const commands = new Map(tape.steps.map(({ commandId, command }) => [commandId, command]));
  return (commandId) => {
    const command = commands.get(commandId);
    return command && 'variables' in command ? command.variables : {};
  };
}

const NOTHING_FORMAL: FormalHistory = { entries: [], amounts: new Map() };
const NO_MONEY = { holds: [], promises: [], postings: [] };
