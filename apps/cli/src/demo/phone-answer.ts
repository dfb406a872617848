import { daysAfter } from '@krok/receivables';
import { type DemoCreditor, randomOf } from '@krok/receivables/demo';

/** What the debtor says on the telephone about one invoice. Days are ISO dates. */
export type PhoneAnswer =
  | { readonly outcome: 'promise'; readonly promiseDate: string }
  | { readonly outcome: 'paid' | 'noAnswer' | 'refuses' | 'dispute' };

/**
 * Who will pay within three weeks mostly promises the day and keeps it; others answer nothing, promise in vain, refuse or
 * dispute. Follows from the seed, the invoice and the day.
 */
export function phoneAnswer(
  seed: number,
  { payments }: Pick<DemoCreditor, 'payments'>,
  invoice: string,
  today: string,
): PhoneAnswer {
  const random = randomOf(seed, `call ${invoice} ${today}`);
  const next = payments.find(
    (payment) => payment.invoice === invoice && payment.bookedOn > today && payment.bookedOn <= daysAfter(today, 21),
  );
  if (next !== undefined && random.chance(80)) return { outcome: 'promise', promiseDate: next.bookedOn };
  return random.weighed<PhoneAnswer>([
    [38, { outcome: 'noAnswer' }],
    [27, { outcome: 'promise', promiseDate: daysAfter(today, random.int(3, 10)) }],
    [25, { outcome: 'refuses' }],
    [10, { outcome: 'dispute' }],
  ]);
}
