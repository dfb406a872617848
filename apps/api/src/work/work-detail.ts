import type { WorkDetail, WorkInvoiceView, WorkItem } from '@krok/contracts/schemas';
import { daysBetween, limitationDay } from '@krok/receivables';
import type {
  AssignmentRecord,
  BundleWithActs,
  ContactLine,
  Debtor,
  DebtorLedger,
  LedgerInvoice,
  Store,
} from '@krok/store';
import { iso } from '../case-view/case-position.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { readSteps } from '../case-view/read-steps.ts';
import { booksOf, todayOf, workItems } from '../case-view/work-items.ts';
import type { SandboxMails } from '../sandbox/sandbox-mails.ts';
import type { Person } from '../sign-in/person.ts';
import { casePath } from './case-path.ts';
import { denialOf } from './denial-of.ts';
import { dutyAbout } from './duty-about.ts';
import { formData, workForm } from './work-form.ts';

interface Parts {
  readonly store: Store;
  readonly executables: ExecutableCache;
  readonly mails: SandboxMails;
}

/** Why the step is here, what is known, and what it is done with. */
export async function workDetail(parts: Parts, bundle: BundleWithActs, person: Person): Promise<WorkDetail> {
  const { store, executables } = parts;
  const { organisationId, debtorId, creditorId } = bundle;
  const sees = person.permissions.includes('ledger.read');
  const [items, books, debtor, ledgers, form, paths, contacts, about, given, heard] = await Promise.all([
    workItems(store, executables, organisationId, [bundle]),
    booksOf(store, organisationId, [bundle]),
    sees && debtorId !== null ? store.parties.debtor(debtorId) : null,
    sees && debtorId !== null ? store.ledger.debtor(debtorId) : [],
    workForm(store, executables, bundle),
    pathsOf(parts, bundle),
    sees && debtorId !== null ? store.overview.contacts(debtorId, MOST_CONTACTS) : [],
    dutyAbout(store, bundle, person),
    store.caseFiles.assignments({ bundleId: bundle.id }),
    denialOf(store, executables, bundle),
  ]);
  const item = itemOf(items);
  const ledger = ledgers.find((each) => each.creditorId === creditorId);
  const today = todayOf(books);
  return {
    ...item,
    today,
    now: iso(books.now),
    zone: books.zone,
    paths,
    debtor: debtor === null || debtor.erasedAt !== null ? null : debtorOf(debtor),
    invoices: await invoicesOf(store, ledger, item, today),
    paymentsKnownThrough: ledger?.paymentsKnownThrough ?? null,
    holds: holdsOf(ledger, today),
    contacts: await contactsOf(parts, contacts, person),
    givenBy: givenBy(given, bundle.claimedBy),
    about,
    ...heard,
    form: form && { schema: { ...form.schema }, data: formData(form, item.cases[0]?.variables ?? {}) },
  };
}

const MOST_CONTACTS = 15;
/** Joined work may be of many cases: the first ones tell how such work comes about. */
const MOST_PATHS = 5;

function itemOf(items: readonly WorkItem[]): WorkItem {
  const [item] = items;
  if (item === undefined) throw new Error('Expected the item of a bundle but got none.');
  return item;
}

/** The last assignment, where the one who got it holds the work still. */
function givenBy(given: readonly AssignmentRecord[], heldBy: string | null): WorkDetail['givenBy'] {
  const last = given.at(-1);
  return last === undefined || last.to.id !== heldBy ? null : { name: last.by, at: iso(last.at) };
}

function pathsOf({ store, executables }: Parts, { acts }: BundleWithActs): Promise<WorkDetail['paths']> {
  const ids = [...new Set(acts.map(({ caseId }) => caseId))].slice(0, MOST_PATHS);
  return Promise.all(
    ids.map(async (caseId) => {
      const [{ startedHash }, steps, actors] = await Promise.all([
        store.cases.read(caseId),
        readSteps(store, caseId),
        store.overview.actors(caseId),
      ]);
      return {
        caseId,
        steps: casePath(await executables.linked(startedHash), steps, actors, await executables.namedIn(steps)),
      };
    }),
  );
}

function debtorOf({ id, name, legalForm, nip, email, phone, address }: Debtor): NonNullable<WorkDetail['debtor']> {
  return { id, name, legalForm, nip, email, phone, town: address.town };
}

/** What this work is about first, then what else is open with this creditor. */
async function invoicesOf(
  store: Store,
  ledger: DebtorLedger | undefined,
  item: WorkItem,
  today: string,
): Promise<WorkInvoiceView[]> {
  if (ledger === undefined) return [];
  const acts = new Map(item.cases.map(({ invoiceId, actId }) => [invoiceId, actId]));
  const shown = ledger.invoices.filter(({ id, paid }) => acts.has(id) || !paid);
  const promises = await store.overview.lastPromises(shown.map(({ id }) => id));
  return shown
    .map((invoice) => ({
      ...invoiceOf(invoice, today),
      actId: acts.get(invoice.id) ?? null,
      promise: promises.get(invoice.id) ?? null,
    }))
    .toSorted((left, right) => Number(left.actId === null) - Number(right.actId === null));
}

function invoiceOf(invoice: LedgerInvoice, today: string): Omit<WorkInvoiceView, 'actId' | 'promise'> {
  const { id, number, issuedOn, dueOn, currency, amount, open, undisputed, claimKind, caseId } = invoice;
  return {
    id,
    number,
    issuedOn,
    dueOn,
    currency,
    amount,
    open,
    undisputed,
    caseId,
    daysOverdue: daysBetween(dueOn, today),
    limitationOn: limitationDay(dueOn, claimKind),
  };
}

function holdsOf(ledger: DebtorLedger | undefined, today: string): WorkDetail['holds'] {
  return (ledger?.holds ?? [])
    .filter(({ until }) => until === null || until >= today)
    .map(({ id, kind, invoiceId, until, amount, reason }) => ({ id, kind, invoiceId, until, amount, reason }));
}

async function contactsOf(
  { mails }: Parts,
  lines: readonly ContactLine[],
  person: Person,
): Promise<WorkDetail['contacts']> {
  const keys = person.permissions.includes('mails.read') ? lines.flatMap(({ effectKey }) => effectKey ?? []) : [];
  const mailIds = await mails.byEffect(person.organisationId, keys);
  return lines.map(({ bundleId, channel, kind, type, at, by, state, note, effectKey }) => ({
    id: bundleId,
    channel,
    kind,
    type,
    at: iso(at),
    by,
    state,
    note,
    mailId: effectKey === null ? null : (mailIds.get(effectKey) ?? null),
  }));
}
