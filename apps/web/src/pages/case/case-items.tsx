import type { CaseFile } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import classes from './case-page.module.css';

/** What the debtor owes this creditor; the invoice of this case first. */
export function CaseItems({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (file.invoices.length === 0) return null;
  const items = file.invoices.toSorted((left, right) => Number(right.own) - Number(left.own));
  return (
    <Panel title={t('file.openItems')} flush>
      <table className={classes['items']}>
        <tbody>
          {items.map((invoice) => (
            <tr key={invoice.id} data-own={invoice.own || undefined}>
              <th scope="row">
                {invoice.own || invoice.caseId === null ? (
                  invoice.number
                ) : (
                  <Link to="/cases/$caseId" params={{ caseId: invoice.caseId }}>
                    {invoice.number}
                  </Link>
                )}
                <small>
                  {invoice.paid
                    ? t('file.paid')
                    : invoice.daysOverdue > 0
                      ? t('file.daysOverdue', { count: invoice.daysOverdue })
                      : t('file.notDue', { day: format.day(invoice.dueOn) })}
                  {invoice.own && ` · ${t('file.ownInvoice')}`}
                </small>
              </th>
              <td data-late={invoice.daysOverdue > 0 || undefined}>{format.money(invoice.open, invoice.currency)}</td>
            </tr>
          ))}
        </tbody>
        {items.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{t('file.total')}</th>
              <td>{format.money(file.open, file.currency)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </Panel>
  );
}
