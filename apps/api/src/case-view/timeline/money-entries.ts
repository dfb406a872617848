import type { TimelineEntry } from '@krok/contracts/schemas';
import type { MoneyHistory } from '@krok/store';
import { iso } from '../case-position.ts';

const nowhere = { caseId: null, caseKey: null };

/** Payments, promises, holds and disputes. */
export function moneyEntries({ holds, promises, postings }: MoneyHistory): TimelineEntry[] {
  return [
    ...postings.map((posting): TimelineEntry => {
      const { id, kind: what, amount, currency, invoiceNumber, bookedOn, recordedBy: by, title, reference } = posting;
      return {
        ...nowhere,
        kind: 'money',
        id,
        at: iso(posting.recordedAt),
        what,
        amount,
        currency,
        invoiceNumber,
        bookedOn,
        by,
        title,
        reference,
      };
    }),
    ...promises.flatMap((promise): TimelineEntry[] => {
      const { id, promisedOn, amount, currency, invoiceNumber, state, settledAt } = promise;
      const common = { ...nowhere, kind: 'promise' as const, promisedOn, amount, currency, invoiceNumber };
      return [
        { ...common, id: `${id} made`, at: iso(promise.madeAt), what: 'made', by: promise.madeBy },
        ...(state === 'open' || settledAt === null
          ? []
          : [{ ...common, id: `${id} ${state}`, at: iso(settledAt), what: state, by: null }]),
      ];
    }),
    ...holds.flatMap((hold): TimelineEntry[] => {
      const { id, kind: of, until, amount, reason, invoiceNumber, endedAt } = hold;
      const common = { ...nowhere, kind: 'hold' as const, of, until, amount, reason, invoiceNumber };
      return [
        { ...common, id: `${id} set`, at: iso(hold.setAt), what: 'set', by: hold.setBy },
        ...(endedAt === null
          ? []
          : [{ ...common, id: `${id} ended`, at: iso(endedAt), what: 'ended' as const, by: hold.endedBy }]),
      ];
    }),
  ];
}
