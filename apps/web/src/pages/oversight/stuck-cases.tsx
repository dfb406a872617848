import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { operationsQueries } from './operations-queries.ts';
import classes from './oversight-page.module.css';

/** Cases that should go on by themselves and do not. */
export function StuckCases() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery(operationsQueries.operations());
  return (
    <Panel title={t('ops.stuck')} flush>
      {isPending ? (
        <LoadingRows rows={2} />
      ) : !data ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data.stuck.length === 0 ? (
        <p className={classes['nothing']}>{t('ops.noStuck')}</p>
      ) : (
        <Table.ScrollContainer minWidth={640} type="native">
          <Table highlightOnHover>
            <Table.Tbody>
              {data.stuck.map(({ caseId, caseKey, debtorName, reason, since, attempts, error: last }) => (
                <Table.Tr key={`${caseId} ${reason}`}>
                  <Table.Td>
                    <Link to="/cases/$caseId" params={{ caseId }} className={classes['case'] ?? ''}>
                      {caseKey ?? t('cases.columns.key')}
                    </Link>
                    {debtorName !== null && <small className={classes['small']}>{debtorName}</small>}
                  </Table.Td>
                  <Table.Td>
                    {t(`ops.stuckReason.${reason}`, { count: attempts })}
                    {last !== null && (
                      <details className={classes['known']}>
                        <summary>{t('oversight.details')}</summary>
                        <span lang="en">{last}</span>
                      </details>
                    )}
                  </Table.Td>
                  <Table.Td className={classes['when'] ?? ''}>{format.instant(since)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
