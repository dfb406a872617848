import { Table, Text } from '@mantine/core';
import type { CaseSummary } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Due } from '../../layout/due.tsx';
import { StatusBadge } from '../../layout/status-badge.tsx';
import classes from './case-table.module.css';

export function CaseTable({ cases }: { readonly cases: readonly CaseSummary[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table.ScrollContainer minWidth={860} type="native">
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('cases.columns.key')}</Table.Th>
            <Table.Th>{t('cases.columns.status')}</Table.Th>
            <Table.Th>{t('cases.columns.debtor')}</Table.Th>
            <Table.Th>{t('cases.columns.creditor')}</Table.Th>
            <Table.Th className={classes['procedure'] ?? ''}>{t('cases.columns.procedure')}</Table.Th>
            <Table.Th>{t('cases.columns.nextDue')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('cases.columns.openWork')}</Table.Th>
            <Table.Th>{t('cases.columns.started')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cases.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>
                <Link to="/cases/$caseId" params={{ caseId: line.id }} className={classes['key'] ?? ''}>
                  {line.businessKey ?? line.id.slice(-8)}
                </Link>
              </Table.Td>
              <Table.Td>
                <span className={classes['state']}>
                  <StatusBadge line={line} />
                  {line.openIncidents > 0 && (
                    <Text span size="xs" c="var(--krok-danger-text)">
                      {t('cases.incidents', { count: line.openIncidents })}
                    </Text>
                  )}
                </span>
              </Table.Td>
              <Table.Td className={classes['long'] ?? ''} title={line.debtorName ?? undefined}>
                {line.debtorName ?? t('common.none')}
              </Table.Td>
              <Table.Td className={classes['long'] ?? ''} title={line.creditorName ?? undefined}>
                {line.creditorName ?? t('common.none')}
              </Table.Td>
              <Table.Td
                className={`${classes['long']} ${classes['procedure']}`}
                title={line.processName ?? line.processId}
              >
                {line.processName ?? line.processId}
              </Table.Td>
              <Table.Td className={classes['when'] ?? ''}>
                <Due at={line.nextDue} />
              </Table.Td>
              <Table.Td className={classes['number'] ?? ''}>
                {line.openWork > 0 ? line.openWork : t('common.none')}
              </Table.Td>
              <Table.Td className={classes['when'] ?? ''}>
                <time dateTime={line.startedAt}>{format.instant(line.startedAt)}</time>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
