import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import classes from './oversight-page.module.css';

const MOST = 12;

/** Tasks whose day has passed, the oldest first: whom they are about, and who holds them. */
export function OverdueWork() {
  const { t } = useTranslation();
  const mayRead = useMay('work.read');
  const { data } = useQuery({ ...queries.work({}), enabled: mayRead });
  const overdue = (data?.items ?? [])
    .flatMap((item) => {
      const reason = item.rank.reasons.find(({ code }) => code === 'taskOverdue');
      return reason?.code === 'taskOverdue' ? [{ item, days: reason.days }] : [];
    })
    .toSorted((one, other) => other.days - one.days);
  if (overdue.length === 0) return null;
  return (
    <section className={classes['overdue']} aria-label={t('ops.overdue')}>
      <h3>{t('ops.overdue')}</h3>
      <ul>
        {overdue.slice(0, MOST).map(({ item, days }) => (
          <li key={item.id}>
            <Link to="/work" search={{ item: item.id }} className={classes['case'] ?? ''}>
              {item.debtorName ?? item.title}
            </Link>
            <span>{item.duty === null ? item.title : t(`work.duties.${item.duty}`)}</span>
            <span>{item.claimedBy?.name ?? t('ops.nobody')}</span>
            <b>{t('ops.daysLate', { count: days })}</b>
          </li>
        ))}
      </ul>
      {overdue.length > MOST && <small>{t('ops.andMore', { count: overdue.length - MOST })}</small>}
    </section>
  );
}
