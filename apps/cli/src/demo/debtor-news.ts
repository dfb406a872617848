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
