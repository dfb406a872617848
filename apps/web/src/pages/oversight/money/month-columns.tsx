import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import type { DebtorListSearch } from '../../debtors/debtor-list-search.ts';
import classes from './money.module.css';
import { useMoneyWords } from './money-words.ts';
import { scaleOf } from './scale-of.ts';

export interface Series {
  readonly key: string;
  readonly label: string;
}

interface MonthColumnsProps {
  readonly title: string;
  readonly months: readonly string[];
  /** From the bottom up. */
  readonly series: readonly Series[];
  readonly amount: (month: string, key: string) => number;
  readonly currency: string;
  /** What a month is made of. */
  readonly behind: (month: string) => DebtorListSearch;
}

/** Amounts by month, one on top of the other; the legend says those of the month that is pointed at, else of all. */
export function MonthColumns({ title, months, series, amount, currency, behind }: MonthColumnsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useMoneyWords();
  const [shown, setShown] = useState<string | null>(null);
  const sum = (month: string) => series.reduce((total, { key }) => total + amount(month, key), 0);
  const top = scaleOf(months.map(sum));
  const told = shown === null ? months : [shown];
  const used = series.filter(({ key }) => months.some((month) => amount(month, key) > 0));
  return (
    <div className={classes['columnPlot']} role="group" aria-label={title}>
      <div className={classes['axis']} aria-hidden="true">
        {[1, 0.5, 0].map((part) => (
          <span key={part} style={{ bottom: `${part * 100}%` }}>
            {words.rough(top * part)}
          </span>
        ))}
      </div>
      <ol className={classes['columns']} onPointerLeave={() => setShown(null)}>
        {months.map((month) => {
          const total = sum(month);
          const parts = used.filter(({ key }) => amount(month, key) > 0).toReversed();
          const stack = (
            <span className={classes['stack']}>
              {parts.map(({ key }) => (
                <span key={key} data-series={key} style={{ height: `${(amount(month, key) / top) * 100}%` }} />
              ))}
            </span>
          );
          const name = `${words.month(month)}: ${format.money(total, currency)}`;
          return (
            <li key={month} onPointerEnter={() => setShown(month)} data-shown={shown === month || undefined}>
              {total > 0 ? (
                <Link
                  to="/debtors"
                  search={behind(month)}
                  aria-label={name}
                  onFocus={() => setShown(month)}
                  onBlur={() => setShown(null)}
                >
                  {stack}
                </Link>
              ) : (
                stack
              )}
              <span className={classes['tick']}>{words.shortMonth(month)}</span>
            </li>
          );
        })}
      </ol>
      <dl className={classes['legend']}>
        <div>
          <dt>{shown === null ? t('money.total') : words.month(shown)}</dt>
          <dd>{format.money(addUp(told.map(sum)), currency)}</dd>
        </div>
        {used.map(({ key, label }) => (
          <div key={key}>
            <dt data-series={key}>{label}</dt>
            <dd>{format.money(addUp(told.map((month) => amount(month, key))), currency)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function addUp(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
