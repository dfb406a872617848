import { daysAfter, daysBetween } from '@krok/receivables';
import { randomOf } from '@krok/receivables/demo';
import type { BundleWithActs } from '@krok/store';
import type { PeopleAtWork } from './demo-people.ts';

/**
 * What comes in beside the procedure for debtors that are to be called: a promise by telephone, an objection to a part, a
 * word of the salesperson. Gives whether there was any.
 */
export async function hearNews(work: PeopleAtWork, bundle: BundleWithActs, today: string): Promise<boolean> {
  const { store, seed, until, people } = work;
  const { creditorId, debtorId, acts } = bundle;
  const [lead] = acts;
  if (creditorId === null || debtorId === null || lead?.subject == null) return false;
  const random = randomOf(seed, `news ${String(lead.variables['invoiceNumber'])} ${today}`);
  const left = daysBetween(today, until);
  const by = people.collector;
  const what = random.weighed<'promise' | 'objection' | 'hold' | 'nothing'>([
    // A promise that was broken brings the call back: early enough that it happens before the last day.
    [left > 8 && left < 40 ? 14 : 1, 'promise'],
    [left < 15 ? 4 : 1, 'objection'],
    [1, 'hold'],
    [90, 'nothing'],
  ]);
  switch (what) {
    case 'promise': {
      const items = acts.flatMap(({ subject }) => (subject === null ? [] : [{ invoiceId: subject }]));
      const promisedOn = daysAfter(today, random.int(2, 5));
      await store.ledger.recordPromise({ creditorId, debtorId, promisedOn, items, by });
      return true;
    }
    case 'objection': {
      const { open } = await store.ledger.invoice(lead.subject);
      const amount = Math.round((open * random.int(10, 40)) / 100);
      if (amount === 0) return false;
      const until = daysAfter(today, 21);
      await store.ledger.openDispute({ invoiceId: lead.subject, amount, until, reason: 'Braki w dostawie', by });
      return true;
    }
    case 'hold': {
      const until = daysAfter(today, 14);
      const reason = 'Handlowiec prosi o dwa tygodnie: klient negocjuje nowe zamówienie.';
      await store.ledger.setHold({ creditorId, debtorId, until, reason, by: people.approver });
      return true;
    }
    case 'nothing':
      return false;
  }
}

/** On each of the last days one debtor writes, so that answers are owed on the first screen. Gives how many wrote. */
export async function hearReplies(
  { store, organisationId, seed, until, people }: PeopleAtWork,
  today: string,
): Promise<number> {
  if (daysBetween(today, until) >= LAST_DAYS) return 0;
  const cases = await store.cases.list({ organisationId, status: 'active', limit: 100 });
  const random = randomOf(seed, `reply ${today}`);
  const { id: caseId, debtorId } = cases[random.int(0, cases.length - 1)] ?? { debtorId: null };
  if (caseId === undefined || debtorId === null || (await store.replies.ofHistory({ debtorId })).length > 0) return 0;
  const text = REPLIES[random.int(0, REPLIES.length - 1)] ?? '';
  await store.replies.record({ caseId, channel: 'email', receivedOn: today, text, by: people.collector });
  return 1;
}

const LAST_DAYS = 4;
const REPLIES = [
  'Faktura czeka u nas na akceptację zarządu. Przelew wyjdzie do końca tygodnia.',
  'Prosimy o rozłożenie zaległości na trzy raty, pierwsza w przyszłym tygodniu.',
  'Ta faktura nie dotarła do naszej księgowości. Proszę o ponowne przesłanie na ten adres.',
] as const;
