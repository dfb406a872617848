import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { CreditorForm } from './creditor-form.tsx';
import { settingsQueries } from './settings-queries.ts';

/** One creditor company at a time. */
export function CreditorSettingsPart() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const creditors = useQuery(queries.creditors());
  const chosen = search.creditorId ?? creditors.data?.items[0]?.id ?? null;
  const creditor = useQuery({ ...settingsQueries.creditor(chosen ?? ''), enabled: chosen !== null });
  return (
    <Stack gap="sm">
      <Select
        label={t('settings.creditor.choose')}
        data={(creditors.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={(creditorId) => {
          if (creditorId !== null) void navigate({ search: { tab: 'creditors', creditorId } });
        }}
        allowDeselect={false}
        w={320}
      />
      {creditor.data ? (
        <CreditorForm key={creditor.data.id} creditor={creditor.data} />
      ) : (
        <Panel flush>
          {creditor.isError ? (
            <Failure error={creditor.error} retry={() => void creditor.refetch()} />
          ) : (
            <LoadingRows rows={6} />
          )}
        </Panel>
      )}
    </Stack>
  );
}
