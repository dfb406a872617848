import { Button, Table } from '@mantine/core';
import type { DebtorLedgerView, LedgerInvoiceView } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from '../debtors/ledger-table.module.css';
import { useStandingText } from './use-standing-text.ts';

interface OpenItemTableProps {
  readonly invoices: readonly LedgerInvoiceView[];
  readonly ledger: DebtorLedgerView;
  readonly today: string;
}

/** Lines that are shown at once: what stands below stays in reach. */
const FIRST = 25;

export function OpenItemTable({ invoices, ledger, today }: OpenItemTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const standing = useStandingText(ledger, today);
  const [all, setAll] = useState(false);
  const shown = all || invoices.length <= FIRST + 5 ? invoices : invoices.slice(0, FIRST);
  return (
    <>
      <Table.ScrollContainer minWidth={760} type="native">
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('debtor.columns.number')}</Table.Th>
              <Table.Th>{t('debtor.columns.issued')}</Table.Th>
              <Table.Th>{t('debtor.columns.due')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('debtor.columns.late')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('debtor.columns.amount')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('debtor.columns.open')}</Table.Th>
              <Table.Th>{t('debtor.columns.state')}</Table.Th>
              <Table.Th>{t('debtor.columns.case')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((invoice) => {
              const late = invoice.paid ? 0 : daysBetween(invoice.dueOn, today);
              return (
                <Table.Tr key={invoice.id}>
                  <Table.Td fw={550}>{invoice.number}</Table.Td>
                  <Table.Td className={classes['when'] ?? ''}>{format.day(invoice.issuedOn)}</Table.Td>
                  <Table.Td className={classes['when'] ?? ''} data-late={late > 0 || undefined}>
                    {format.day(invoice.dueOn)}
                  </Table.Td>
                  <Table.Td className={classes['number'] ?? ''}>{late > 0 ? late : t('common.none')}</Table.Td>
                  <Table.Td className={classes['number'] ?? ''}>
                    {format.money(invoice.amount, invoice.currency)}
                  </Table.Td>
                  <Table.Td className={classes['number'] ?? ''}>
                    {format.money(invoice.open, invoice.currency)}
                  </Table.Td>
                  <Table.Td>{standing(invoice) || t('common.none')}</Table.Td>
                  <Table.Td>
                    {invoice.caseId === null ? (
                      t('common.none')
                    ) : (
                      <Link to="/cases/$caseId" params={{ caseId: invoice.caseId }} className={classes['key'] ?? ''}>
                        {t('debtor.toCase')}
                      </Link>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < invoices.length && (
        <Button variant="subtle" m="6px 4px" onClick={() => setAll(true)}>
          {t('debtor.showAll', { count: invoices.length })}
        </Button>
      )}
    </>
  );
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
