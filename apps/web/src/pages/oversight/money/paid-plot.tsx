import { paidAfter } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { FigureLink } from './figure-link.tsx';
import { MonthColumns } from './month-columns.tsx';
import classes from './money.module.css';
import { MoneyPanel } from './money-panel.tsx';
import { useMoneyWords } from './money-words.ts';
import type { PlotProps } from './plot-props.ts';

/** What came in past due, after which step. What was paid on time stands in the table alone. */
const LATE = paidAfter.options.filter((after) => after !== 'onTime');

export function PaidPlot({ figures, currency, scope }: PlotProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useMoneyWords();
  const amounts = new Map(
    figures.paid
      .filter((one) => one.currency === currency)
      .map(({ month, after, amount }) => [`${month} ${after}`, amount]),
  );
  const months = figures.months.filter((month) => month <= figures.today.slice(0, 7));
  const amount = (month: string, after: string) => amounts.get(`${month} ${after}`) ?? 0;
  const late = (month: string) => LATE.reduce((sum, after) => sum + amount(month, after), 0);
  const columns = paidAfter.options.filter((after) => months.some((month) => amount(month, after) > 0));
  const title = t('money.paid');
  return (
    <MoneyPanel
      title={title}
      note={t('money.paidNote')}
      nothing={columns.length === 0 ? t('money.nothingPaid') : null}
      file={`recovered-${figures.today}-${currency}`}
      plot={
        <MonthColumns
          title={title}
          months={months}
          series={LATE.map((key) => ({ key, label: t(`money.after.${key}`) }))}
          amount={amount}
          currency={currency}
          behind={(month) => ({ paidIn: month, after: 'pastDue', ...scope })}
        />
      }
      table={
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('money.month')}</th>
              {columns.map((after) => (
                <th key={after} scope="col">
                  {t(`money.after.${after}`)}
                </th>
              ))}
              <th scope="col">{t('money.late')}</th>
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map((month) => (
              <tr key={month}>
                <th scope="row">{words.month(month)}</th>
                {columns.map((after) => (
                  <td key={after}>
                    <FigureLink
                      value={amount(month, after)}
                      text={format.money(amount(month, after), currency)}
                      behind={{ paidIn: month, after, ...scope }}
                    />
                  </td>
                ))}
                <td>
                  <FigureLink
                    value={late(month)}
                    text={format.money(late(month), currency)}
                    behind={{ paidIn: month, after: 'pastDue', ...scope }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      }
      rows={() => [
        [
          t('money.month'),
          ...paidAfter.options.map((after) => `${t(`money.after.${after}`)} (${currency})`),
          `${t('money.late')} (${currency})`,
        ],
        ...months.map((month) => [
          month,
          ...paidAfter.options.map((after) => amount(month, after) / 100),
          late(month) / 100,
        ]),
      ]}
    />
  );
}
