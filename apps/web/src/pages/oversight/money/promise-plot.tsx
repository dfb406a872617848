import { promiseEnd } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { FigureLink } from './figure-link.tsx';
import { MonthColumns } from './month-columns.tsx';
import classes from './money.module.css';
import { MoneyPanel } from './money-panel.tsx';
import { useMoneyWords } from './money-words.ts';
import type { PlotProps } from './plot-props.ts';

const NOTHING = { amount: 0, count: 0 };

/** What became of what was promised. */
export function PromisePlot({ figures, currency, scope }: PlotProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useMoneyWords();
  const own = figures.promises.filter((one) => one.currency === currency);
  const found = new Map(own.map((one) => [`${one.month} ${one.end}`, one]));
  const of = (month: string, end: string) => found.get(`${month} ${end}`) ?? NOTHING;
  const { months } = figures;
  /** Of the money whose day is over; null where nothing was. */
  const share = (month: string) => {
    const kept = of(month, 'kept').amount;
    const over = kept + of(month, 'broken').amount;
    return over === 0 ? null : kept / over;
  };
  const title = t('money.promises');
  return (
    <MoneyPanel
      title={title}
      note={t('money.promisesNote')}
      nothing={own.length === 0 ? t('money.nothingPromised') : null}
      file={`promises-${figures.today}-${currency}`}
      plot={
        <MonthColumns
          title={title}
          months={months}
          series={promiseEnd.options.map((key) => ({ key, label: t(`money.end.${key}`) }))}
          amount={(month, end) => of(month, end).amount}
          currency={currency}
          behind={(month) => ({ promisedFor: month, ...scope })}
        />
      }
      table={
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('money.month')}</th>
              {promiseEnd.options.map((end) => (
                <th key={end} scope="col">
                  {t(`money.end.${end}`)}
                </th>
              ))}
              <th scope="col">{t('money.share')}</th>
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map((month) => {
              const kept = share(month);
              return (
                <tr key={month}>
                  <th scope="row">{words.month(month)}</th>
                  {promiseEnd.options.map((end) => {
                    const { amount, count } = of(month, end);
                    return (
                      <td key={end}>
                        <FigureLink
                          value={amount}
                          text={`${format.money(amount, currency)} (${format.number(count)})`}
                          behind={{ promisedFor: month, promise: end, ...scope }}
                        />
                      </td>
                    );
                  })}
                  <td>{kept === null ? t('common.none') : words.percent(kept)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      }
      rows={() => [
        [
          t('money.month'),
          ...promiseEnd.options.flatMap((end) => [
            `${t(`money.end.${end}`)} (${currency})`,
            `${t(`money.end.${end}`)} (${t('money.invoices')})`,
          ]),
        ],
        ...months.map((month) => [
          month,
          ...promiseEnd.options.flatMap((end) => [of(month, end).amount / 100, of(month, end).count]),
        ]),
      ]}
    />
  );
}
