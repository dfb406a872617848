import { NativeSelect, TextInput } from '@mantine/core';
import type { WorkDetail, WorkInvoiceView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './wrap-up-form.module.css';
import {
  callOutcomes,
  emptyRow,
  needs,
  outcomeOf,
  type WrapUpDraft,
  type WrapUpErrors,
  type WrapUpRow,
} from './wrap-up.ts';

interface ResultsProps {
  readonly step: WorkDetail;
  readonly draft: WrapUpDraft;
  readonly change: (changes: Partial<WrapUpDraft>) => void;
  readonly errors: WrapUpErrors;
}

/** The invoices that the call is about; each may come out differently. */
export function InvoiceResults({ step, draft, change, errors }: ResultsProps) {
  const { t } = useTranslation();
  const own = step.invoices.filter(({ actId }) => actId !== null);
  if (own.length === 0) return null;
  const several = step.cases.length > 1;
  const amounts = needs(draft, step, 'promise') || needs(draft, step, 'dispute');
  const setRow = (actId: string, changes: Partial<WrapUpRow>) => {
    const row = { ...emptyRow, ...draft.rows[actId], ...changes };
    const rest = Object.fromEntries(Object.entries(draft.rows).filter(([id]) => id !== actId));
    change({ rows: row.outcome === null && row.amount === '' ? rest : { ...rest, [actId]: row } });
  };
  return (
    <section className={classes['table']} aria-label={t('desk.invoices')}>
      <table>
        <thead>
          <tr>
            <th>{t('desk.columns.number')}</th>
            <th>{t('desk.columns.due')}</th>
            <th className={classes['number']}>{t('desk.columns.open')}</th>
            {several && <th>{t('desk.columns.result')}</th>}
            {amounts && <th className={classes['amount']}>{t('desk.columns.amount')}</th>}
          </tr>
        </thead>
        <tbody>
          {own.map((invoice) => {
            const actId = invoice.actId ?? '';
            const outcome = outcomeOf(draft, actId);
            return (
              <tr key={invoice.id}>
                <InvoiceCells invoice={invoice} />
                {several && (
                  <td>
                    <NativeSelect
                      miw={124}
                      size="xs"
                      aria-label={`${t('desk.columns.result')}: ${invoice.number}`}
                      value={draft.rows[actId]?.outcome ?? ''}
                      onChange={(event) => setRow(actId, { outcome: event.currentTarget.value || null })}
                      data={[
                        { value: '', label: t('desk.asAbove') },
                        ...callOutcomes.map((value) => ({ value, label: t(`desk.outcomes.${value}`) })),
                      ]}
                    />
                  </td>
                )}
                {amounts && (
                  <td>
                    {(outcome === 'promise' || outcome === 'dispute') && (
                      <TextInput
                        size="xs"
                        name={`amount-${actId}`}
                        aria-label={`${t('desk.columns.amount')}: ${invoice.number}`}
                        placeholder={t('desk.all')}
                        inputMode="decimal"
                        autoComplete="off"
                        value={draft.rows[actId]?.amount ?? ''}
                        onChange={(event) => setRow(actId, { amount: event.currentTarget.value })}
                        error={errors[`amount-${actId}`] && t('desk.error.amount')}
                      />
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function InvoiceCells({ invoice }: { readonly invoice: WorkInvoiceView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { number, dueOn, daysOverdue, open, undisputed, currency, promise } = invoice;
  return (
    <>
      <td>
        {number}
        {promise?.state === 'open' && <small>{t('desk.promisedFor', { day: format.day(promise.promisedOn) })}</small>}
        {promise?.state === 'broken' && (
          <small data-bad>{t('desk.promiseBroken', { day: format.day(promise.promisedOn) })}</small>
        )}
        {undisputed < open && (
          <small>{t('desk.disputedAmount', { amount: format.money(open - undisputed, currency) })}</small>
        )}
      </td>
      <td>
        {format.day(dueOn)}
        {daysOverdue > 0 && <small>{t('desk.reason.daysOverdue', { count: daysOverdue })}</small>}
      </td>
      <td className={classes['number']}>{format.money(open, currency)}</td>
    </>
  );
}
