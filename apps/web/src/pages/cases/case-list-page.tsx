import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { caseStatus, moneyStage } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { FilterPill } from '../../layout/filter-pill.tsx';
import { Icon } from '../../layout/icon.tsx';
import { Page, Panel } from '../../layout/page.tsx';
import { Pager } from '../../layout/pager.tsx';
import type { CaseListSearch } from './case-list-search.ts';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { CaseTable } from './case-table.tsx';
import { StartCaseDialog } from './start-case-dialog.tsx';

export function CaseListPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/cases' });
  const navigate = useNavigate({ from: '/cases' });
  const mayStart = useMay('cases.start');
  const mayReadProcedures = useMay('procedures.read');
  const [starting, dialog] = useDisclosure(false);
  const creditors = useQuery(queries.creditors()).data?.items ?? [];
  const processes = useQuery({ ...queries.processes(), enabled: mayReadProcedures });
  const { page = 1, ...filters } = search;
  const cases = useQuery(queries.cases({ page, ...filters }));
  const filtered = Object.keys(filters).length > 0;

  const setFilter = (change: { readonly [name in keyof CaseListSearch]: CaseListSearch[name] | undefined }) => {
    void navigate({ search: (before) => withoutEmpty({ ...before, page: undefined, ...change }), replace: true });
  };
  const search_ = useDebouncedCallback((text: string) => setFilter({ text: text.trim() || undefined }), 250);

  return (
    <Page
      title={t('cases.title')}
      actions={
        mayStart && (
          <Button leftSection={<Icon name="plus" />} onClick={dialog.open}>
            {t('cases.start')}
          </Button>
        )
      }
    >
      <Group gap="xs" role="search">
        <TextInput
          aria-label={t('common.search')}
          placeholder={t('cases.searchPlaceholder')}
          leftSection={<Icon name="search" size={14} />}
          defaultValue={search.text ?? ''}
          onChange={(event) => search_(event.currentTarget.value)}
          size="xs"
          w={240}
        />
        <Select
          aria-label={t('cases.statusFilter')}
          placeholder={t('cases.statusFilter')}
          data={caseStatus.options.map((value) => ({ value, label: t(`status.${value}`) }))}
          value={search.status ?? null}
          onChange={(status) => setFilter({ status: status ?? undefined })}
          clearable
          size="xs"
          w={150}
        />
        {mayReadProcedures && (
          <Select
            aria-label={t('cases.procedureFilter')}
            placeholder={t('cases.procedureFilter')}
            data={(processes.data?.items ?? []).map(({ processId, name }) => ({
              value: processId,
              label: name ?? processId,
            }))}
            value={search.processId ?? null}
            onChange={(processId) => setFilter({ processId: processId ?? undefined })}
            clearable
            searchable
            size="xs"
            w={220}
          />
        )}
        <Select
          aria-label={t('money.stageOf')}
          placeholder={t('money.stageOf')}
          data={moneyStage.options
            .filter((stage) => stage !== 'outside')
            .map((value) => ({ value, label: t(`money.stage.${value}`) }))}
          value={search.stage ?? null}
          onChange={(stage) => setFilter({ stage: moneyStage.options.find((one) => one === stage) })}
          clearable
          size="xs"
          w={170}
        />
        {creditors.length > 1 && (
          <Select
            aria-label={t('money.creditor')}
            placeholder={t('money.creditor')}
            data={creditors.map(({ id, name }) => ({ value: id, label: name }))}
            value={search.creditorId ?? null}
            onChange={(creditorId) => setFilter({ creditorId: creditorId ?? undefined })}
            clearable
            size="xs"
            w={190}
          />
        )}
        <Checkbox
          label={t('cases.onlyIncidents')}
          checked={search.incidents === 'true'}
          onChange={(event) => setFilter({ incidents: event.currentTarget.checked ? 'true' : undefined })}
          size="xs"
        />
        <Checkbox
          label={t('repairs.onlySuspended')}
          checked={search.suspended === 'true'}
          onChange={(event) => setFilter({ suspended: event.currentTarget.checked ? 'true' : undefined })}
          size="xs"
        />
        {search.currency && (
          <FilterPill
            what={t('common.onlyCurrency', { currency: search.currency })}
            clear={() => setFilter({ currency: undefined })}
          />
        )}
      </Group>
      <Panel flush>
        {cases.isPending ? (
          <LoadingRows rows={10} />
        ) : cases.isError && !cases.data ? (
          <Failure error={cases.error} retry={() => void cases.refetch()} />
        ) : cases.data.items.length > 0 ? (
          <CaseTable cases={cases.data.items} />
        ) : filtered ? (
          <Empty title={t('cases.nothingFound')}>
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              {t('cases.clearFilters')}
            </Button>
          </Empty>
        ) : (
          <Empty title={t('cases.emptyTitle')} text={t('cases.emptyText')} />
        )}
      </Panel>
      {cases.data && (
        <Pager
          page={page}
          size={cases.data.size}
          total={cases.data.total}
          onChange={(next) =>
            void navigate({ search: (before) => withoutEmpty({ ...before, page: next > 1 ? next : undefined }) })
          }
        />
      )}
      {mayStart && <StartCaseDialog opened={starting} close={dialog.close} />}
    </Page>
  );
}

function withoutEmpty(
  search: { readonly [name in keyof CaseListSearch]: CaseListSearch[name] | undefined },
): CaseListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
