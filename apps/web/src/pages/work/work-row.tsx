import type { Me, WorkItem } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './work-list.module.css';
import { useReasonText } from './use-reason-text.ts';

interface RowProps {
  readonly item: WorkItem;
  readonly current: boolean;
  readonly marked: boolean;
  readonly returned: boolean;
  readonly open: () => void;
  readonly mark: () => void;
  readonly me: Me;
}

/** One line: whom it is about, how much, what is to be done, and why it stands here. */
export function WorkRow({ item, current, marked, returned, open, mark, me }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonText = useReasonText();
  const { rank, claimedBy } = item;
  const title = item.duty === null ? item.title : t(`work.duties.${item.duty}`);
  const name = item.debtorName ?? t('desk.noDebtor');
  // Amount and days overdue stand on the right already.
  const reasons = rank.reasons.filter(({ code }) => code !== 'amount' && code !== 'daysOverdue').slice(0, 2);
  const put = item.snoozedUntil !== null && rank.queues.includes('waiting') ? item.snoozedUntil : null;
  const mine = claimedBy?.id === me.id;
  return (
    <div className={classes['row']} data-current={current || undefined}>
      <input
        type="checkbox"
        className={classes['tick']}
        checked={marked}
        onChange={mark}
        aria-label={t('desk.select', { title: `${name}, ${title}` })}
      />
      <button type="button" onClick={open} aria-current={current}>
        <span className={classes['top']}>
          <strong title={name}>{name}</strong>
          {rank.amount > 0 && <span>{format.money(rank.amount, rank.currency)}</span>}
        </span>
        <span className={classes['middle']}>
          <span>{title}</span>
          {rank.daysOverdue > 0 && <em>{t('desk.reason.daysOverdue', { count: rank.daysOverdue })}</em>}
        </span>
        {(returned || claimedBy !== null || put !== null || reasons.length > 0) && (
          <span className={classes['reasons']}>
            {returned && <i data-code="returned">{t('desk.denied.tag')}</i>}
            {claimedBy && <i data-code={mine ? 'mine' : 'taken'}>{mine ? t('desk.yours') : claimedBy.name}</i>}
            {put !== null && <i>{t('desk.snoozedUntil', { at: format.instant(put) })}</i>}
            {reasons.map((reason) => (
              <i key={reason.code} data-code={reason.code}>
                {reasonText(reason, rank.currency)}
              </i>
            ))}
          </span>
        )}
      </button>
    </div>
  );
}
