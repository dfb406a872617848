import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { Icon } from '../../layout/icon.tsx';
import { Page, Panel } from '../../layout/page.tsx';
import { Pager } from '../../layout/pager.tsx';
import type { DebtorListSearch } from './debtor-list-search.ts';
import { FigureBehind } from './figure-behind.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { DebtorTable } from './debtor-table.tsx';

type Change = { readonly [name in keyof DebtorListSearch]: DebtorListSearch[name] | undefined };

/** Who owes what to which creditor company, the most overdue first. */
export function DebtorListPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/debtors' });
  const navigate = useNavigate({ from: '/debtors' });
  const mayImport = useMay('ledger.import');
  const creditors = useQuery(queries.creditors());
  const { page = 1, ...filters } = search;
  const balances = useQuery(queries.balances({ page, ...filters }));
  const setFilter = (change: Change) => {
    void navigate({ search: (before) => withoutEmpty({ ...before, page: undefined, ...change }), replace: true });
  };
  const setText = useDebouncedCallback((text: string) => setFilter({ text: text.trim() || undefined }), 250);
  return (
    <Page title={t('debtors.title')}>
      <Group gap="xs" role="search">
        <TextInput
          aria-label={t('common.search')}
          placeholder={t('debtors.searchPlaceholder')}
          leftSection={<Icon name="search" size={14} />}
          defaultValue={search.text ?? ''}
          onChange={(event) => setText(event.currentTarget.value)}
          size="xs"
          w={260}
        />
        <Select
          aria-label={t('debtors.creditorFilter')}
          placeholder={t('debtors.creditorFilter')}
          data={(creditors.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={search.creditorId ?? null}
          onChange={(creditorId) => setFilter({ creditorId: creditorId ?? undefined })}
          clearable
          size="xs"
          w={240}
        />
        <Checkbox
          label={t('debtors.onlyOverdue')}
          checked={search.overdue === 'true'}
          onChange={(event) => setFilter({ overdue: event.currentTarget.checked ? 'true' : undefined })}
          size="xs"
        />
        <FigureBehind search={search} clear={() => setFilter(NO_FIGURE)} />
      </Group>
      <Panel flush>
        {balances.isPending ? (
          <LoadingRows rows={10} />
        ) : !balances.data ? (
          <Failure error={balances.error} retry={() => void balances.refetch()} />
        ) : balances.data.items.length > 0 ? (
          <DebtorTable balances={balances.data.items} creditors={creditors.data?.items ?? []} />
        ) : Object.keys(filters).length > 0 ? (
          <Empty title={t('debtors.nothingFound')}>
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              {t('cases.clearFilters')}
            </Button>
          </Empty>
        ) : (
          <Empty title={t('debtors.emptyTitle')} text={t('debtors.emptyText')}>
            {mayImport && (
              <Button component={Link} to="/imports" leftSection={<Icon name="upload" />}>
                {t('imports.title')}
              </Button>
            )}
          </Empty>
        )}
      </Panel>
      {balances.data && (
        <Pager
          page={page}
          size={balances.data.size}
          total={balances.data.total}
          onChange={(next) =>
            void navigate({ search: (before) => withoutEmpty({ ...before, page: next > 1 ? next : undefined }) })
          }
        />
      )}
    </Page>
  );
}

const NO_FIGURE: Change = {
  age: undefined,
  stage: undefined,
  standing: undefined,
  paidIn: undefined,
  after: undefined,
  promisedFor: undefined,
  promise: undefined,
  currency: undefined,
};

function withoutEmpty(search: Change): DebtorListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
