import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { usePageTitle } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { DebtorHeader } from './debtor-header.tsx';
import classes from './debtor-page.module.css';
import { LedgerSection } from './ledger-section.tsx';

/** All that one debtor owes, pays and promises, creditor by creditor. */
export function DebtorPage() {
  const { t } = useTranslation();
  const { debtorId } = useParams({ from: '/debtors/$debtorId' });
  const debtor = useQuery(queries.debtor(debtorId));
  usePageTitle(debtor.data?.name ?? t('debtors.columns.name'));
  if (debtor.isPending) return <LoadingRows />;
  if (!debtor.data) {
    const missing = debtor.error instanceof ApiError && debtor.error.code === 'not-found';
    return missing ? (
      <Empty title={t('debtor.notFound')} />
    ) : (
      <Failure error={debtor.error} retry={() => void debtor.refetch()} />
    );
  }
  const { ledgers, today, erased } = debtor.data;
  return (
    <div className={classes['page']}>
      <DebtorHeader debtor={debtor.data} />
      {erased && (
        <Alert color="gray" variant="light">
          {t('debtor.erased')}
        </Alert>
      )}
      {ledgers.map((ledger) => (
        <LedgerSection key={ledger.creditorId} debtorId={debtorId} ledger={ledger} today={today} />
      ))}
    </div>
  );
}
