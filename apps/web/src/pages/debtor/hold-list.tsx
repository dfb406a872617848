import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DebtorLedgerView } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import classes from './debtor-page.module.css';

interface HoldListProps {
  readonly debtorId: string;
  readonly ledger: DebtorLedgerView;
  readonly mayEnd: boolean;
}

/** Holds and disputes that nobody has ended. */
export function HoldList({ debtorId, ledger, mayEnd }: HoldListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const textOf = useProblemText();
  const invoices = new Map(ledger.invoices.map((invoice) => [invoice.id, invoice]));
  const end = useMutation({
    mutationFn: (hold: string) => postJson(path(['debtors', debtorId, 'holds', hold, 'end']), z.unknown()),
    onSuccess: () => {
      notifications.show({ message: t('debtor.ended') });
      void client.invalidateQueries({ queryKey: ['debtor', debtorId] });
    },
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
  });
  return (
    <Panel title={t('debtor.holds')}>
      {ledger.holds.length === 0 ? (
        <Text size="sm" c="var(--krok-quiet)">
          {t('debtor.noHolds')}
        </Text>
      ) : (
        <ul className={classes['list']}>
          {ledger.holds.map(({ id, kind, invoiceId, until, amount, reason }) => (
            <li key={id}>
              <div>
                <strong>{t(`debtor.${kind}`)}</strong>{' '}
                {invoiceId === null ? t('debtor.allInvoices') : (invoices.get(invoiceId)?.number ?? '')}
                {amount !== null && ` · ${format.money(amount, invoices.get(invoiceId ?? '')?.currency)}`}
                <small>
                  {until === null ? t('debtor.untilEnded') : t('debtor.untilDay', { day: format.day(until) })} ·{' '}
                  {reason}
                </small>
              </div>
              {mayEnd && (
                <Button variant="default" size="compact-xs" loading={end.isPending} onClick={() => end.mutate(id)}>
                  {t('debtor.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
