import { ageBand, type MoneyFigures } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { FigureLink } from './figure-link.tsx';
import type { PlotProps } from './plot-props.ts';
import classes from './money.module.css';
import { MoneyPanel } from './money-panel.tsx';

/** How old what is owed is. Its plot is a table with bars: the table alone leaves the bars out. */
export function AgeingPlot({ figures, currency, scope }: PlotProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = ageBand.options.map((band) => ({ band, ...lineOf(figures, currency, band) }));
  const total = figures.totals.find((one) => one.currency === currency) ?? NOTHING;
  const most = Math.max(1, ...lines.map(({ amount }) => amount));
  const view = (bars: boolean) => (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{t('money.band')}</th>
          {bars && <td className={classes['barColumn']} />}
          <th scope="col">{t('money.amount')}</th>
          <th scope="col">{t('money.invoices')}</th>
          <th scope="col">{t('money.debtors')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ band, amount, invoices, debtors }) => {
          const behind = { age: band, ...scope };
          return (
            <tr key={band}>
              <th scope="row">{t(`money.age.${band}`)}</th>
              {bars && (
                <td className={classes['barColumn']}>
                  <span className={classes['bar']} data-series={band} style={{ width: `${(amount / most) * 100}%` }} />
                </td>
              )}
              <td>
                <FigureLink value={amount} text={format.money(amount, currency)} behind={behind} />
              </td>
              <td>
                <FigureLink value={invoices} text={format.number(invoices)} behind={behind} />
              </td>
              <td>
                <FigureLink value={debtors} text={format.number(debtors)} behind={behind} />
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('money.total')}</th>
          {bars && <td className={classes['barColumn']} />}
          <td>
            <FigureLink value={total.amount} text={format.money(total.amount, currency)} behind={scope} />
          </td>
          <td>
            <FigureLink value={total.invoices} text={format.number(total.invoices)} behind={scope} />
          </td>
          <td>
            <FigureLink value={total.debtors} text={format.number(total.debtors)} behind={scope} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
  return (
    <MoneyPanel
      title={t('money.ageing')}
      note={t('money.ageingNote')}
      nothing={total.invoices === 0 ? t('money.nothing') : null}
      plot={<div className={classes['frame']}>{view(true)}</div>}
      table={view(false)}
      file={`ageing-${figures.today}-${currency}`}
      rows={() => [
        [t('money.band'), `${t('money.amount')} (${currency})`, t('money.invoices'), t('money.debtors')],
        ...lines.map(({ band, amount, invoices, debtors }) => [
          t(`money.age.${band}`),
          amount / 100,
          invoices,
          debtors,
        ]),
        [t('money.total'), total.amount / 100, total.invoices, total.debtors],
      ]}
    />
  );
}

const NOTHING = { amount: 0, invoices: 0, debtors: 0 };

function lineOf(figures: MoneyFigures, currency: string, band: string): typeof NOTHING {
  return figures.ageing.find((one) => one.currency === currency && one.band === band) ?? NOTHING;
}
