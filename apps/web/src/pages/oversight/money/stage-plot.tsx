import { moneyStage, moneyStanding } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/use-may.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { CasesLink, FigureLink } from './figure-link.tsx';
import classes from './money.module.css';
import { MoneyPanel } from './money-panel.tsx';
import type { PlotProps } from './plot-props.ts';

/** How far the collection of what is owed has come, and what keeps it from being asked for. */
export function StagePlot({ figures, currency, scope }: PlotProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayReadCases = useMay('cases.read');
  const found = new Map(
    figures.stages.filter((one) => one.currency === currency).map((one) => [one.stage, one] as const),
  );
  const lines = moneyStage.options.map((stage) => ({ stage, line: found.get(stage) ?? NOTHING }));
  const most = Math.max(1, ...lines.map(({ line }) => line.amount));
  const all = [...found.values()];
  const sum = (key: keyof typeof NOTHING) => all.reduce((total, line) => total + line[key], 0);
  const used = moneyStanding.options.filter((standing) => sum(standing) > 0);
  const cases = (stage: (typeof lines)[number]['stage'], value: number) =>
    mayReadCases ? (
      <CasesLink value={value} text={format.number(value)} behind={{ stage, ...scope }} />
    ) : (
      format.number(value)
    );
  return (
    <MoneyPanel
      title={t('money.stages')}
      note={t('money.stagesNote')}
      nothing={all.length === 0 ? t('money.nothing') : null}
      file={`stages-${figures.today}-${currency}`}
      plot={
        <>
          <div className={classes['frame']}>
            <table className={classes['table']}>
              <thead>
                <tr>
                  <th scope="col">{t('money.stageOf')}</th>
                  <td className={classes['barColumn']} />
                  <th scope="col">{t('money.amount')}</th>
                  <th scope="col">{t('money.invoices')}</th>
                  <th scope="col">{t('money.cases')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ stage, line }) => (
                  <tr key={stage}>
                    <th scope="row">{t(`money.stage.${stage}`)}</th>
                    <td className={classes['barColumn']}>
                      <span className={classes['parts']}>
                        {/* What there is none of would take the round end. */}
                        {used
                          .filter((standing) => line[standing] > 0)
                          .map((standing) => (
                            <span
                              key={standing}
                              data-series={standing}
                              style={{ width: `${(line[standing] / most) * 100}%` }}
                            />
                          ))}
                      </span>
                    </td>
                    <td>
                      <FigureLink
                        value={line.amount}
                        text={format.money(line.amount, currency)}
                        behind={{ stage, ...scope }}
                      />
                    </td>
                    <td>
                      <FigureLink
                        value={line.invoices}
                        text={format.number(line.invoices)}
                        behind={{ stage, ...scope }}
                      />
                    </td>
                    <td>{cases(stage, line.cases)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <dl className={classes['legend']}>
            {used.map((standing) => (
              <div key={standing}>
                <dt data-series={standing}>{t(`money.standing.${standing}`)}</dt>
                <dd>{format.money(sum(standing), currency)}</dd>
              </div>
            ))}
          </dl>
        </>
      }
      table={
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('money.stageOf')}</th>
              {used.map((standing) => (
                <th key={standing} scope="col">
                  {t(`money.standing.${standing}`)}
                </th>
              ))}
              <th scope="col">{t('money.total')}</th>
              <th scope="col">{t('money.invoices')}</th>
              <th scope="col">{t('money.cases')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ stage, line }) => (
              <tr key={stage}>
                <th scope="row">{t(`money.stage.${stage}`)}</th>
                {used.map((standing) => (
                  <td key={standing}>
                    <FigureLink
                      value={line[standing]}
                      text={format.money(line[standing], currency)}
                      behind={{ stage, standing, ...scope }}
                    />
                  </td>
                ))}
                <td>
                  <FigureLink
                    value={line.amount}
                    text={format.money(line.amount, currency)}
                    behind={{ stage, ...scope }}
                  />
                </td>
                <td>{format.number(line.invoices)}</td>
                <td>{cases(stage, line.cases)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('money.total')}</th>
              {used.map((standing) => (
                <td key={standing}>{format.money(sum(standing), currency)}</td>
              ))}
              <td>{format.money(sum('amount'), currency)}</td>
              <td>{format.number(sum('invoices'))}</td>
              <td>{format.number(sum('cases'))}</td>
            </tr>
          </tfoot>
        </table>
      }
      rows={() => [
        [
          t('money.stageOf'),
          ...moneyStanding.options.map((standing) => `${t(`money.standing.${standing}`)} (${currency})`),
          `${t('money.total')} (${currency})`,
          t('money.invoices'),
          t('money.cases'),
        ],
        ...lines.map(({ stage, line }) => [
          t(`money.stage.${stage}`),
          ...moneyStanding.options.map((standing) => line[standing] / 100),
          line.amount / 100,
          line.invoices,
          line.cases,
        ]),
      ]}
    />
  );
}

const NOTHING = { amount: 0, invoices: 0, cases: 0, asked: 0, promised: 0, planned: 0, disputed: 0, held: 0 };
