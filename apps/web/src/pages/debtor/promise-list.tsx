import { Text } from '@mantine/core';
import type { DebtorLedgerView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import classes from './debtor-page.module.css';

export function PromiseList({ ledger }: { readonly ledger: DebtorLedgerView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const invoices = new Map(ledger.invoices.map((invoice) => [invoice.id, invoice]));
  return (
    <Panel title={t('debtor.promises')}>
      {ledger.promises.length === 0 ? (
        <Text size="sm" c="var(--krok-quiet)">
          {t('debtor.noPromises')}
        </Text>
      ) : (
        <ul className={classes['list']}>
          {ledger.promises.flatMap(({ id, promisedOn, items }) =>
            items.map(({ invoiceId, amount, state }) => (
              <li key={`${id} ${invoiceId}`}>
                <div>
                  <strong>{format.money(amount, invoices.get(invoiceId)?.currency)}</strong>
                  <small>
                    {invoices.get(invoiceId)?.number} · {format.day(promisedOn)}
                  </small>
                </div>
                <Text size="xs" c={state === 'broken' ? 'var(--krok-danger-text)' : 'var(--krok-quiet)'}>
                  {t(`debtor.promiseState.${state}`)}
                </Text>
              </li>
            )),
          )}
        </ul>
      )}
    </Panel>
  );
}
