import { Table } from '@mantine/core';
import type { ImportRunView } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Page, Panel } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import classes from '../debtors/ledger-table.module.css';
import { ImportPanel } from './import-panel.tsx';

/** Files of open items, and what became of them. */
export function ImportPage() {
  const { t } = useTranslation();
  const mayImport = useMay('ledger.import');
  const imports = useQuery(queries.imports());
  return (
    <Page title={t('imports.title')} subtitle={t('imports.subtitle')}>
      {mayImport && <ImportPanel />}
      <Panel title={t('imports.history')} flush>
        {imports.isPending ? (
          <LoadingRows rows={4} />
        ) : !imports.data ? (
          <Failure error={imports.error} retry={() => void imports.refetch()} />
        ) : imports.data.items.length === 0 ? (
          <Empty title={t('imports.emptyTitle')} text={t('imports.emptyText')} />
        ) : (
          <ImportTable runs={imports.data.items} />
        )}
      </Panel>
    </Page>
  );
}

function ImportTable({ runs }: { readonly runs: readonly ImportRunView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const creditors = useQuery(queries.creditors()).data?.items ?? [];
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('imports.columns.file')}</Table.Th>
            <Table.Th>{t('imports.columns.at')}</Table.Th>
            <Table.Th>{t('imports.columns.creditor')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('imports.columns.added')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('imports.columns.errors')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map(({ id, fileName, at, creditorId, counts, errorCount }) => (
            <Table.Tr key={id}>
              <Table.Td className={classes['long'] ?? ''}>{fileName}</Table.Td>
              <Table.Td className={classes['when'] ?? ''}>{format.instant(at)}</Table.Td>
              <Table.Td>{creditors.find((creditor) => creditor.id === creditorId)?.name}</Table.Td>
              <Table.Td className={classes['number'] ?? ''}>
                {format.number(
                  counts.debtorsAdded + counts.invoicesAdded + counts.correctionsAdded + counts.paymentsAdded,
                )}
              </Table.Td>
              <Table.Td className={classes['number'] ?? ''} data-late={errorCount > 0 || undefined}>
                {errorCount === 0 ? t('common.none') : format.number(errorCount)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
