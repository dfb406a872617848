import { Table, Text } from '@mantine/core';
import type { DebtorLedgerView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from '../debtors/ledger-table.module.css';

export function PaymentTable({ ledger }: { readonly ledger: DebtorLedgerView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const numbers = new Map(ledger.invoices.map(({ id, number }) => [id, number]));
  if (ledger.payments.length === 0) {
    return (
      <Text size="sm" c="var(--krok-quiet)" p="12px 14px">
        {t('debtor.noPayments')}
      </Text>
    );
  }
  return (
    <Table.ScrollContainer minWidth={560} type="native">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('debtor.columns.booked')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('debtor.columns.amount')}</Table.Th>
            <Table.Th>{t('debtor.columns.paid')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('debtor.columns.rest')}</Table.Th>
            <Table.Th>{t('debtor.columns.reference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ledger.payments.map((payment) => (
            <Table.Tr key={payment.id}>
              <Table.Td className={classes['when'] ?? ''}>{format.day(payment.bookedOn)}</Table.Td>
              <Table.Td className={classes['number'] ?? ''}>{format.money(payment.amount, payment.currency)}</Table.Td>
              <Table.Td>
                {payment.reverses !== null
                  ? t('debtor.takenBack')
                  : payment.allocations
                      .filter(({ amount }) => amount !== 0)
                      .map(({ invoiceId }) => numbers.get(invoiceId) ?? '')
                      .join(', ') || t('common.none')}
              </Table.Td>
              <Table.Td className={classes['number'] ?? ''}>
                {payment.rest > 0 ? format.money(payment.rest, payment.currency) : t('common.none')}
              </Table.Td>
              <Table.Td className={classes['long'] ?? ''} title={payment.title ?? undefined}>
                {payment.bankReference}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
