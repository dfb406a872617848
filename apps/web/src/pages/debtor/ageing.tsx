import type { DebtorLedgerView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { type AgeingLine, ageingOf, ageBands } from './ageing-of.ts';
import classes from './ageing.module.css';

interface AgeingProps {
  readonly ledgers: readonly DebtorLedgerView[];
  /** ISO date on the organisation's clock. */
  readonly today: string;
}

/** How old what is owed is: each creditor's part where there are several, and all together; one line a currency. */
export function Ageing({ ledgers, today }: AgeingProps) {
  const { t } = useTranslation();
  const all = ageingOf(ledgers, today);
  const parts = ledgers
    .map((ledger) => ({ ledger, lines: ageingOf([ledger], today) }))
    .filter(({ lines }) => lines.length > 0);
  if (all.length === 0) return null;
  const several = parts.length > 1;
  return (
    <Panel title={t('debtorFile.ageing')} flush>
      <div className={classes['frame']}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('cases.columns.creditor')}</th>
              {ageBands.map((band) => (
                <th key={band} scope="col">
                  {t(`debtorFile.${band}`)}
                </th>
              ))}
              <th scope="col">{t('debtorFile.together')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.flatMap(({ ledger: { creditorId, creditorName }, lines }) =>
              lines.map((line) => (
                <tr key={`${creditorId} ${line.currency}`}>
                  <th scope="row">{several ? <a href={`#${creditorId}`}>{creditorName}</a> : creditorName}</th>
                  <Amounts line={line} />
                </tr>
              )),
            )}
          </tbody>
          {several && (
            <tfoot>
              {all.map((line) => (
                <tr key={line.currency}>
                  <th scope="row">{t('debtorFile.together')}</th>
                  <Amounts line={line} />
                </tr>
              ))}
            </tfoot>
          )}
        </table>
      </div>
    </Panel>
  );
}

function Amounts({ line: { amounts, currency, total } }: { readonly line: AgeingLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {ageBands.map((band) => (
        <td key={band} data-band={band}>
          {amounts[band] > 0 ? format.money(amounts[band], currency) : t('common.none')}
          <span style={{ width: `${(amounts[band] / Math.max(1, total)) * 100}%` }} />
        </td>
      ))}
      <td>{format.money(total, currency)}</td>
    </>
  );
}
