import type { DebtorFile } from '@krok/contracts/schemas';
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Due } from '../../layout/due.tsx';
import { Panel } from '../../layout/page.tsx';
import { Empty } from '../../layout/states.tsx';
import { StatusBadge } from '../../layout/status-badge.tsx';
import classes from './debtor-page.module.css';

/** Every case of the debtor, whoever the creditor. */
export function DebtorCases({ cases }: Pick<DebtorFile, 'cases'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('debtorFile.cases')} flush>
      {cases.length === 0 ? (
        <Empty title={t('debtorFile.noCases')} />
      ) : (
        <Table.ScrollContainer minWidth={760} type="native">
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('cases.columns.key')}</Table.Th>
                <Table.Th>{t('cases.columns.creditor')}</Table.Th>
                <Table.Th>{t('cases.columns.procedure')}</Table.Th>
                <Table.Th>{t('cases.columns.status')}</Table.Th>
                <Table.Th>{t('cases.columns.nextDue')}</Table.Th>
                <Table.Th>{t('cases.columns.started')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {cases.map((line) => (
                <Table.Tr key={line.id}>
                  <Table.Td>
                    <Link to="/cases/$caseId" params={{ caseId: line.id }} className={classes['key'] ?? ''}>
                      {line.businessKey ?? line.processName ?? line.processId}
                    </Link>
                  </Table.Td>
                  <Table.Td>{line.creditorName ?? t('common.none')}</Table.Td>
                  <Table.Td>{line.processName ?? line.processId}</Table.Td>
                  <Table.Td>
                    <StatusBadge line={line} />
                  </Table.Td>
                  <Table.Td>
                    <Due at={line.nextDue} />
                  </Table.Td>
                  <Table.Td>{format.instant(line.startedAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
