import { daysBetween } from '@krok/receivables';
import { localDate } from '@krok/calendar';
import type { CaseFile, SignedApprovalView } from '@krok/contracts/schemas';
import type { CaseLine, DebtorLedger, SignedApproval, Store } from '@krok/store';
import type { Person } from '../sign-in/person.ts';
import { caseEnding } from './case-ending.ts';
import { caseView } from './case-lines.ts';
import { iso } from './case-position.ts';
import type { CaseTape, CaseTapes } from './case-tapes.ts';
import { caseSuspension } from './case-suspension.ts';
import { ownInvoice } from './case-timeline.ts';
import { caseWaits } from './case-waits.ts';
import { fewOfEach } from './few-of-each.ts';
import { listingGrounds } from './listing-grounds.ts';

/** A case as one reads it before doing something about it. What the person may not see is left out. */
export async function caseFileOf(store: Store, tapes: CaseTapes, line: CaseLine, person: Person): Promise<CaseFile> {
  const { id: caseId, organisationId, creditorId, debtorId } = line;
  const [tape, acts, actors, approvals, { now }, { zone }, debtor, ledgers] = await Promise.all([
    tapes.of(line),
    store.caseFiles.acts({ caseId }),
    store.overview.actors(caseId),
    store.caseFiles.approvals(caseId),
    store.clock.read(organisationId),
    store.organisations.read(organisationId),
    debtorId === null ? null : store.parties.debtor(debtorId),
    debtorId === null || !person.permissions.includes('ledger.read') ? [] : store.ledger.debtor(debtorId),
  ]);
  const today = localDate(now, zone);
  const own = ownInvoice(line);
  const listings = own === null ? [] : await store.duties.listings({ organisationId, invoiceId: own });
  const ledger = ledgers.find((one) => one.creditorId === creditorId);
  const waits = caseWaits(tape.linked, tape.tape.at(tape.tape.length).state, acts);
  const shown = fewOfEach(waits, ({ kind, title }) => `${kind} ${title}`);
  return {
    case: caseView(line),
    version: line.version,
    stage: stageOf(tape),
    debtor: debtor && {
      id: debtor.id,
      name: debtor.name,
      legalForm: debtor.legalForm,
      nip: debtor.nip,
      email: debtor.email,
      phone: debtor.phone,
    },
    today,
    ...owed(ledger, own, today),
    ending: caseEnding(tape, actors),
    suspension: caseSuspension(line, tape, actors),
    waits: shown,
    waitsLeft: waits.length - shown.length,
    approvals: approvals.map(approvalView),
    listings: await Promise.all(listings.map((listing) => listingGrounds(store, listing, { acts, approvals, zone }))),
  };
}

/** The outermost named part that is under way; else what is. */
function stageOf({ linked, tape }: CaseTape): string | null {
  const { state } = tape.at(tape.length);
  const living = Object.values(state.instances).filter(({ scope }) => scope !== '');
  const top = living.find(({ scope }) => scope === state.root);
  return top === undefined ? null : (linked.executable.elements[top.element]?.name ?? null);
}

function owed(
  ledger: DebtorLedger | undefined,
  own: string | null,
  today: string,
): Pick<CaseFile, 'currency' | 'open' | 'overdue' | 'invoices' | 'promise' | 'hold'> {
  const invoices = (ledger?.invoices ?? []).filter(({ id, paid }) => !paid || id === own);
  const currency = (invoices.find(({ id }) => id === own) ?? invoices[0])?.currency ?? 'PLN';
  const due = invoices.filter((invoice) => !invoice.paid && invoice.currency === currency);
  const sum = (of: typeof due) => of.reduce((total, { open }) => total + open, 0);
  const promised = ledger?.promises
    .flatMap(({ promisedOn, items }) => items.map((item) => ({ promisedOn, ...item })))
    .find(({ invoiceId, state }) => state === 'open' && (own === null || invoiceId === own));
  const hold = ledger?.holds.find(({ invoiceId }) => invoiceId === null || invoiceId === own);
  return {
    currency,
    open: sum(due),
    overdue: sum(due.filter(({ dueOn }) => dueOn < today)),
    invoices: invoices.map(({ id, number, issuedOn, dueOn, currency: of, amount, open, undisputed, paid, caseId }) => ({
      id,
      number,
      issuedOn,
      dueOn,
      currency: of,
      amount,
      open,
      undisputed,
      paid,
      caseId,
      own: id === own,
      daysOverdue: paid ? 0 : Math.max(0, daysBetween(dueOn, today)),
    })),
    promise: promised ? { promisedOn: promised.promisedOn, amount: promised.amount } : null,
    hold: hold ? { of: hold.kind, until: hold.until, reason: hold.reason, by: null } : null,
  };
}

function approvalView({
  bundleId,
  hash,
  approvedBy,
  approvedAt,
  items,
  states,
  proven,
  amountsNow,
}: SignedApproval): SignedApprovalView {
  return {
    bundleId,
    hash,
    approvedBy,
    approvedAt: iso(approvedAt),
    proven,
    items: items.map(({ caseId, invoiceNumber, issuedOn, dueOn, currency, amount, approves }) => ({
      caseId,
      invoiceNumber,
      issuedOn,
      dueOn,
      currency,
      amount,
      approves,
      state: states[caseId] ?? null,
      voided: voidedBy(states[caseId], amount, amountsNow[caseId]),
    })),
  };
}

type SignedItem = SignedApprovalView['items'][number];

/** An approval binds its amounts: what is not yet used is void once they are others. */
function voidedBy(state: string | undefined, approved: number, now = approved): SignedItem['voided'] {
  if (state !== 'given' && state !== 'void') return null;
  if (now === approved) return null;
  return { reason: now === 0 ? 'paid' : 'changed', now };
}
