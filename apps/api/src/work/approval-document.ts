import type { ApprovalDocument } from '@krok/contracts/schemas';
import { courtFee, daysBetween, KRD, knownPersonName, listableFrom } from '@krok/receivables';
import type { Address, ApprovalView, Creditor, Debtor, Store } from '@krok/store';

const KINDS = { 'list-in-krd': 'listing', 'file-in-epu': 'claim' } as const;

/**
 * What would leave if it left now: the parties, each invoice with what founds it, and what still stands in the way.
 * Null where the approval is for nothing that goes to the register or the court.
 */
export async function approvalDocument(
  store: Store,
  { creditorId, debtorId, organisationId, items }: ApprovalView,
  today: string,
): Promise<ApprovalDocument | null> {
  const approves = items[0]?.approves;
  const kind = approves === 'list-in-krd' || approves === 'file-in-epu' ? KINDS[approves] : null;
  if (kind === null || creditorId === null || debtorId === null) return null;
  const ids = items.flatMap(({ invoiceId }) => invoiceId ?? []);
  const [creditor, debtor, invoices, demands, ledgers] = await Promise.all([
    store.parties.creditor(creditorId),
    store.parties.debtor(debtorId),
    ids.length === 0 ? [] : store.ledger.invoices({ organisationId, ids, limit: ids.length }),
    store.ledger.demandsPosted(ids),
    store.ledger.debtor(debtorId),
  ]);
  const letters = demands.filter(({ bureaus }) => kind === 'claim' || bureaus.includes(KRD.code));
  const holds = ledgers.find((each) => each.creditorId === creditorId)?.holds ?? [];
  const lines = items.flatMap(({ invoiceId, amount }) => {
    const invoice = invoices.find(({ id }) => id === invoiceId);
    if (invoice === undefined) return [];
    const demand = letters.find((letter) => letter.invoiceId === invoiceId);
    const dispute = holds.find((hold) => hold.kind === 'dispute' && hold.invoiceId === invoiceId);
    return {
      invoiceNumber: invoice.number,
      issuedOn: invoice.issuedOn,
      dueOn: invoice.dueOn,
      daysOverdue: daysBetween(invoice.dueOn, today),
      currency: invoice.currency,
      debt: invoice.amount,
      amount,
      demandedOn: demand?.postedOn ?? null,
      demandNumber: demand?.reference ?? null,
      objection: dispute?.reason ?? null,
    };
  });
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  return {
    kind,
    creditor: { name: creditor.name, number: numberOf('NIP', creditor.nip), address: placeOf(creditor.address) },
    debtor: { name: debtor.name, number: ownNumber(debtor), address: placeOf(debtor.address) },
    lines,
    total,
    currency: lines[0]?.currency ?? 'PLN',
    courtFee: kind === 'claim' && total > 0 ? courtFee(total, today) : null,
    obstacles: [...new Set(obstaclesOf(kind, creditor, debtor, lines, today))],
  };
}

function obstaclesOf(
  kind: ApprovalDocument['kind'],
  creditor: Creditor,
  debtor: Debtor,
  lines: ApprovalDocument['lines'],
  today: string,
): string[] {
  const person = debtor.legalForm === 'consumer' || debtor.legalForm === 'soleTrader';
  const found: readonly (readonly [string, boolean])[] = [
    ['nothingOwed', lines.every(({ amount }) => amount === 0)],
    ['noContract', kind === 'listing' && !creditor.krdContract],
    ['claimantIncomplete', kind === 'claim' && (creditor.nip === null || !isComplete(creditor.address))],
    ['notIdentified', ownNumber(debtor) === null],
    ['nameIncomplete', person && knownPersonName(debtor) === null],
    ['addressIncomplete', !isComplete(debtor.address)],
    ['notDemanded', kind === 'listing' && lines.some(({ demandedOn }) => demandedOn === null)],
    [
      'monthNotOver',
      kind === 'listing' && lines.some(({ demandedOn }) => demandedOn !== null && today < listableFrom(demandedOn)),
    ],
  ];
  return found.flatMap(([code, there]) => (there ? [code] : []));
}

/** That of a consumer is not shown, only that it is known. */
function ownNumber({ legalForm, nip, pesel }: Debtor): string | null {
  return legalForm === 'consumer' ? (pesel === null ? null : 'PESEL') : numberOf('NIP', nip);
}

function numberOf(name: string, value: string | null): string | null {
  return value === null ? null : `${name} ${value}`;
}

function isComplete({ house, postalCode, town }: Address): boolean {
  return house !== null && postalCode !== null && town !== null;
}

function placeOf({ street, house, flat, postalCode, town }: Address): string {
  const door = [house, flat].filter((part) => part !== null).join('/');
  return [
    [street, door],
    [postalCode, town],
  ]
    .map((line) => line.filter((part) => part !== null && part !== '').join(' '))
    .filter((line) => line !== '')
    .join(', ');
}
