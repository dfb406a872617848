import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import classes from './repairs.module.css';
import { repairQueries } from './repair-queries.ts';

/** Cases that people have suspended: nothing reminds of them otherwise. */
export function PausedCases() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery(repairQueries.paused());
  return (
    <Panel
      title={t('repairs.paused')}
      aside={
        data && data.total > data.items.length ? (
          <Link to="/cases" search={{ suspended: 'true' }} className={classes['link'] ?? ''}>
            {t('repairs.pausedAll', { count: data.total })}
          </Link>
        ) : undefined
      }
      flush
    >
      {isPending ? (
        <LoadingRows rows={2} />
      ) : !data ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data.items.length === 0 ? (
        <p className={classes['none']} data-nothing>
          {t('repairs.noPaused')}
        </p>
      ) : (
        <ul className={classes['lines']}>
          {data.items.map((line) => (
            <li key={line.id}>
              <div>
                <Link to="/cases/$caseId" params={{ caseId: line.id }}>
                  {line.businessKey ?? line.processName ?? line.processId}
                </Link>
                {line.debtorName !== null && <small>{line.debtorName}</small>}
              </div>
              {line.suspendedAt !== null && (
                <small>{t('repairs.suspendedSince', { since: format.instant(line.suspendedAt) })}</small>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
