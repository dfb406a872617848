import { Table, Text } from '@mantine/core';
import type { DebtorBalanceView } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './ledger-table.module.css';

interface DebtorTableProps {
  readonly balances: readonly DebtorBalanceView[];
  readonly creditors: readonly { readonly id: string; readonly name: string }[];
}

export function DebtorTable({ balances, creditors }: DebtorTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const selected = balances.some((line) => line.selected !== null);
  const names = new Map(creditors.map(({ id, name }) => [id, name]));
  return (
    <Table.ScrollContainer minWidth={860} type="native">
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('debtors.columns.name')}</Table.Th>
            <Table.Th>{t('debtors.columns.creditor')}</Table.Th>
            {selected && <Table.Th className={classes['number'] ?? ''}>{t('money.selected')}</Table.Th>}
            <Table.Th className={classes['number'] ?? ''}>{t('debtors.columns.overdue')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('debtors.columns.open')}</Table.Th>
            <Table.Th>{t('debtors.columns.invoices')}</Table.Th>
            <Table.Th>{t('debtors.columns.oldest')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('debtors.columns.cases')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {balances.map((line) => (
            <Table.Tr key={`${line.debtorId} ${line.creditorId} ${line.currency}`}>
              <Table.Td className={classes['long'] ?? ''}>
                <Link to="/debtors/$debtorId" params={{ debtorId: line.debtorId }} className={classes['key'] ?? ''}>
                  {line.name}
                </Link>
                <Text size="xs" c="var(--krok-quiet)">
                  {t(`legalForm.${line.legalForm}`)}
                  {line.nip !== null && ` · NIP ${line.nip}`}
                </Text>
              </Table.Td>
              <Table.Td className={classes['long'] ?? ''}>{names.get(line.creditorId) ?? t('common.none')}</Table.Td>
              {selected && (
                <Table.Td className={classes['number'] ?? ''}>
                  {line.selected && format.money(line.selected.amount, line.currency)}
                  {line.selected && (
                    <Text size="xs" c="var(--krok-quiet)">
                      {t('money.selectedOf', { count: line.selected.invoices })}
                    </Text>
                  )}
                </Table.Td>
              )}
              <Table.Td className={classes['number'] ?? ''} data-late={line.overdue > 0 || undefined}>
                {line.overdue > 0 ? format.money(line.overdue, line.currency) : t('common.none')}
              </Table.Td>
              <Table.Td className={classes['number'] ?? ''}>{format.money(line.open, line.currency)}</Table.Td>
              <Table.Td className={classes['when'] ?? ''}>
                {line.openInvoices > 0
                  ? t('debtors.ofWhichOverdue', { overdue: line.overdueInvoices, open: line.openInvoices })
                  : t('common.none')}
              </Table.Td>
              <Table.Td className={classes['when'] ?? ''}>
                {line.oldestDue === null ? t('common.none') : format.day(line.oldestDue)}
              </Table.Td>
              <Table.Td className={classes['number'] ?? ''}>
                {line.openCases > 0 ? line.openCases : t('common.none')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
