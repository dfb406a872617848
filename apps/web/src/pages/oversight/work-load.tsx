import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { operationsQueries } from './operations-queries.ts';
import { OverdueWork } from './overdue-work.tsx';
import classes from './oversight-page.module.css';

/** Open work by who holds it. */
export function WorkLoad() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(operationsQueries.load());
  const most = Math.max(1, ...(data?.people ?? []).map(({ open }) => open));
  return (
    <Panel title={t('ops.load')} flush>
      {isPending ? (
        <LoadingRows rows={4} />
      ) : !data ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('ops.loadColumns.person')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('ops.loadColumns.open')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('ops.loadColumns.overdue')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('ops.loadColumns.done')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.people.map(({ userId, name, open, overdue, doneToday }) => (
              <Table.Tr key={userId ?? ''}>
                <Table.Td>
                  {name ?? t('ops.unassigned')}
                  {open > 0 && <span className={classes['bar']} style={{ width: `${(open / most) * 100}%` }} />}
                </Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{open}</Table.Td>
                <Table.Td className={classes['number'] ?? ''} data-late={overdue > 0 || undefined}>
                  {overdue}
                </Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{doneToday}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <OverdueWork />
    </Panel>
  );
}
