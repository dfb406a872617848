import type { RegisteredLetterView } from '@krok/contracts/schemas';
import { listableFrom } from '@krok/receivables';
import type { RegisteredLetter, Store } from '@krok/store';
import { iso } from '../case-view/case-position.ts';
import { invoiceNumbers, partyNames } from './party-names.ts';

export async function letterViews(
  store: Store,
  organisationId: string,
  letters: readonly RegisteredLetter[],
): Promise<RegisteredLetterView[]> {
  const names = await partyNames(
    store,
    organisationId,
    letters.map(({ debtorId }) => debtorId),
  );
  const numbers = await invoiceNumbers(
    store,
    organisationId,
    letters.flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId)),
  );
  const people = new Map((await store.users.list(organisationId)).map(({ id, name }) => [id, name]));
  const corrections = await store.letters.corrections(letters.map(({ id }) => id));
  return letters.map((letter) => ({
    id: letter.id,
    kind: letter.kind,
    reference: letter.reference,
    debtorId: letter.debtorId,
    debtorName: names.debtor(letter.debtorId),
    creditorId: letter.creditorId,
    creditorName: names.creditor(letter.creditorId),
    currency: letter.currency,
    amount: letter.items.reduce((sum, { amount }) => sum + amount, 0),
    items: letter.items.map(({ invoiceId, amount }) => ({
      invoiceId,
      invoiceNumber: numbers.get(invoiceId) ?? null,
      amount,
    })),
    printedOn: letter.printedOn,
    payBy: letter.payBy,
    state: letter.state,
    number: letter.number,
    postedOn: letter.postedOn,
    listableFrom: letter.kind === 'krdWarning' && letter.postedOn !== null ? listableFrom(letter.postedOn) : null,
    deliveredOn: letter.deliveredOn,
    returnedOn: letter.returnedOn,
    confirmedBy: letter.confirmedBy === null ? null : (people.get(letter.confirmedBy) ?? ''),
    confirmedAt: letter.confirmedAt === null ? null : iso(letter.confirmedAt),
    corrections: corrections
      .filter(({ letterId }) => letterId === letter.id)
      .map(({ before, reason, by, at }) => ({ ...before, reason, by: people.get(by) ?? '', at: iso(at) })),
  }));
}
