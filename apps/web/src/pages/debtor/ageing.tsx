import type { DebtorLedgerView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { ageingOf, ageBands } from './ageing-of.ts';
import classes from './debtor-page.module.css';

/** How old what is owed is, over all creditors; one line a currency. */
export function Ageing({ ledgers, today }: { readonly ledgers: readonly DebtorLedgerView[]; readonly today: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = ageingOf(ledgers, today);
  if (lines.length === 0) return null;
  return (
    <Panel title={t('debtorFile.ageing')}>
      {lines.map(({ currency, amounts, total }) => (
        <dl key={currency} className={classes['ageing']}>
          {ageBands.map((band) => (
            <div key={band} data-band={band}>
              <dt>{t(`debtorFile.${band}`)}</dt>
              <dd>
                {amounts[band] > 0 ? format.money(amounts[band], currency) : t('common.none')}
                <span style={{ width: `${(amounts[band] / Math.max(1, total)) * 100}%` }} />
              </dd>
            </div>
          ))}
        </dl>
      ))}
    </Panel>
  );
}
