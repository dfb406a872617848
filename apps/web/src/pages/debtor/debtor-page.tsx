import type { DebtorCard } from '@krok/contracts/schemas';
import { Alert, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { Missing } from '../../layout/missing.tsx';
import { usePageTitle } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { caseFileQueries } from '../case/case-file-queries.ts';
import { DocumentDialog } from '../case/document-dialog.tsx';
import { History } from '../case/history/history.tsx';
import { Ageing } from './ageing.tsx';
import { DebtorCases } from './debtor-cases.tsx';
import { DebtorHeader } from './debtor-header.tsx';
import classes from './debtor-page.module.css';
import { debtorSearch } from './debtor-search.ts';
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
      <Missing title={t('debtor.notFound')} ways={['debtors', 'cases', 'work']} />
    ) : (
      <Failure error={debtor.error} retry={() => void debtor.refetch()} />
    );
  }
  return <OneDebtor key={debtorId} debtor={debtor.data} />;
}

function OneDebtor({ debtor }: { readonly debtor: DebtorCard }) {
  const { t } = useTranslation();
  const mayReplay = useMay('log.read');
  const { view = 'money' } = useSearch({ from: '/debtors/$debtorId' });
  const navigate = useNavigate({ from: '/debtors/$debtorId' });
  const [document, setDocument] = useState<string | null>(null);
  const file = useQuery(caseFileQueries.debtor(debtor.id));
  const { id, today, erased } = debtor;
  const ledgers = latestFirst(debtor.ledgers, today);
  const cases = file.data?.cases ?? [];
  return (
    <div className={classes['page']}>
      <DebtorHeader debtor={debtor} cases={file.data?.cases} />
      {erased && (
        <Alert color="gray" variant="light">
          {t('debtor.erased')}
        </Alert>
      )}
      <SegmentedControl
        aria-label={t('debtorFile.tabs.label')}
        size="sm"
        style={{ alignSelf: 'flex-start' }}
        value={view}
        onChange={(next) => void navigate({ search: debtorSearch({ view: next }), replace: true })}
        data={[
          { value: 'money', label: t('debtorFile.tabs.money') },
          { value: 'cases', label: t('debtorFile.tabs.cases', { count: cases.length }) },
          { value: 'history', label: t('debtorFile.tabs.history') },
        ]}
      />
      {view === 'money' && (
        <>
          <Ageing ledgers={ledgers} today={today} />
          {ledgers.map((ledger) => (
            <LedgerSection key={ledger.creditorId} debtorId={id} ledger={ledger} today={today} />
          ))}
        </>
      )}
      {view === 'cases' &&
        (file.data ? (
          <DebtorCases cases={cases} />
        ) : file.error ? (
          <Failure error={file.error} retry={() => void file.refetch()} />
        ) : (
          <LoadingRows />
        ))}
      {view === 'history' && (
        <History
          of="debtor"
          id={id}
          title={t('debtorFile.history')}
          namesCase
          document={setDocument}
          mayReplay={mayReplay}
        />
      )}
      <DocumentDialog effectId={document} close={() => setDocument(null)} />
    </div>
  );
}

/** The creditor whom most is owed overdue comes first. */
function latestFirst(ledgers: DebtorCard['ledgers'], today: string): DebtorCard['ledgers'] {
  const owed = ({ invoices }: (typeof ledgers)[number], late: boolean) =>
    invoices.reduce((sum, { paid, open, dueOn }) => sum + (!paid && (!late || dueOn < today) ? open : 0), 0);
  return ledgers.toSorted(
    (left, right) => owed(right, true) - owed(left, true) || owed(right, false) - owed(left, false),
  );
}
