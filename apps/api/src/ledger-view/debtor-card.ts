import { localDate } from '@krok/calendar';
import type { DebtorCard, DebtorLedgerView } from '@krok/contracts/schemas';
import type { Debtor, DebtorLedger, Store } from '@krok/store';
import { iso } from '../case-view/case-position.ts';

/** All that is known of a debtor, creditor by creditor. */
export async function debtorCardOf(store: Store, debtor: Debtor): Promise<DebtorCard> {
  const [ledgers, creditors, { now }, { zone }] = await Promise.all([
    store.ledger.debtor(debtor.id),
    store.parties.creditors(debtor.organisationId),
    store.clock.read(debtor.organisationId),
    store.organisations.read(debtor.organisationId),
  ]);
  const names = new Map(creditors.map(({ id, name }) => [id, name]));
  const { id, name, legalForm, nip, regon, krs, address, email, phone, erasedAt } = debtor;
  return {
    id,
    name,
    legalForm,
    nip,
    regon,
    krs,
    ...address,
    email,
    phone,
    erased: erasedAt !== null,
    today: localDate(now, zone),
    ledgers: ledgers.map((ledger) => ledgerView(ledger, names.get(ledger.creditorId) ?? '')),
  };
}

function ledgerView(ledger: DebtorLedger, creditorName: string): DebtorLedgerView {
  return {
    creditorId: ledger.creditorId,
    creditorName,
    paymentsKnownThrough: ledger.paymentsKnownThrough,
    invoices: ledger.invoices.map(
      ({ id, number, issuedOn, dueOn, currency, amount, open, undisputed, writtenOff, paid, caseId }) => ({
        id,
        number,
        issuedOn,
        dueOn,
        currency,
        amount,
        open,
        undisputed,
        writtenOff,
        paid,
        caseId,
      }),
    ),
    payments: ledger.payments.map(
      ({ id, bankReference, bookedOn, amount, currency, title, reverses, rest, ...more }) => ({
        id,
        bankReference,
        bookedOn,
        amount,
        currency,
        title,
        reverses,
        rest,
        allocations: more.allocations.map((each) => ({ ...each })),
      }),
    ),
    holds: ledger.holds.map(({ id, invoiceId, kind, until, amount, owner, reason, setAt }) => ({
      id,
      invoiceId,
      kind,
      until,
      amount,
      owner,
      reason,
      setAt: iso(setAt),
    })),
    plans: ledger.plans.map(({ id, agreedAt, state, missedOn, invoiceIds, schedule, owedBefore }) => ({
      id,
      agreedAt: iso(agreedAt),
      state,
      missedOn,
      invoiceIds: [...invoiceIds],
      schedule: schedule.map((part) => ({ ...part })),
      owedBefore,
    })),
    promises: ledger.promises.map(({ id, promisedOn, madeAt, items }) => ({
      id,
      promisedOn,
      madeAt: iso(madeAt),
      items: items.map((each) => ({ ...each })),
    })),
  };
}
