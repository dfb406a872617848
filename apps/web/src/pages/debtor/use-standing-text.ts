import type { DebtorLedgerView, LedgerInvoiceView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

/** What stands against demanding an invoice, in words; empty where nothing does. */
export function useStandingText(ledger: DebtorLedgerView, today: string): (invoice: LedgerInvoiceView) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ id, open, undisputed, paid, currency }) => {
    if (paid) return '';
    const words: string[] = [];
    if (undisputed <= 0) words.push(t('debtor.state.disputed'));
    else if (undisputed < open) {
      words.push(t('debtor.state.disputedPart', { amount: format.money(open - undisputed, currency) }));
    }
    for (const { kind, invoiceId, until } of ledger.holds) {
      if (kind !== 'hold' || (invoiceId !== null && invoiceId !== id) || (until !== null && until < today)) continue;
      words.push(until === null ? t('debtor.state.heldOpen') : t('debtor.state.held', { day: format.day(until) }));
    }
    for (const { promisedOn, items } of ledger.promises) {
      const promised = items.some(({ invoiceId, state }) => invoiceId === id && state === 'open');
      if (promised) words.push(t('debtor.state.promised', { day: format.day(promisedOn) }));
    }
    const plan = ledger.plans.find(({ state, invoiceIds }) => state === 'running' && invoiceIds.includes(id));
    const last = plan?.schedule.at(-1);
    if (last) words.push(t('debtor.state.inPlan', { day: format.day(last.dueOn) }));
    return [...new Set(words)].join(', ');
  };
}
