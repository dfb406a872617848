import { Alert, Button, FileButton, Group, Select, Text } from '@mantine/core';
import { importReport, type ImportReportView } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postFile } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../layout/icon.tsx';
import classes from '../procedures/deploy-panel.module.css';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import { ImportErrorTable } from './import-error-table.tsx';

/** Takes a file for one creditor company, and says line by line what was refused. */
export function ImportPanel() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const creditors = useQuery(queries.creditors()).data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const creditorId = chosen ?? (creditors.length === 1 ? (creditors[0]?.id ?? null) : null);
  const send = useMutation({
    mutationFn: (file: File) =>
      postFile(path(['imports'], { creditorId: creditorId ?? '', name: file.name }), importReport, file, 'text/csv'),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['imports'] });
      void client.invalidateQueries({ queryKey: ['balances'] });
    },
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && creditorId !== null) send.mutate(file);
  };
  return (
    <div className={classes['panel']}>
      <div
        className={classes['drop']}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div>
          <Text fw={550}>{creditorId === null ? t('imports.chooseCreditor') : t('imports.drop')}</Text>
          <Text size="xs" c="var(--krok-quiet)">
            {t('imports.fileHint')}
          </Text>
        </div>
        <Group gap="xs">
          <Select
            aria-label={t('imports.creditor')}
            placeholder={t('imports.creditor')}
            data={creditors.map(({ id, name }) => ({ value: id, label: name }))}
            value={creditorId}
            onChange={setChosen}
            size="xs"
            w={260}
          />
          <FileButton accept=".csv,text/csv" onChange={(file) => file && send.mutate(file)}>
            {(props) => (
              <Button
                {...props}
                leftSection={<Icon name="upload" />}
                loading={send.isPending}
                disabled={creditorId === null}
              >
                {t('imports.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
      </div>
      <ProblemAlert error={send.error} />
      {send.data && <Report report={send.data} />}
    </div>
  );
}

function Report({ report }: { readonly report: ImportReportView }) {
  const { t } = useTranslation();
  const { outcome, errorCount, counts, errors } = report;
  const said = ([name, count]: [string, number]) => (count === 0 ? [] : [`${t(`imports.counts.${name}`)}: ${count}`]);
  return (
    <>
      <Alert color={errorCount > 0 ? 'yellow' : 'green'} variant="light" role="status">
        {outcome === 'known'
          ? t('imports.known')
          : errorCount > 0
            ? t(Object.values(counts).some((count) => count > 0) ? 'imports.refused' : 'imports.nothing', {
                count: errorCount,
              })
            : t('imports.done')}{' '}
        {outcome === 'imported' && Object.entries(counts).flatMap(said).join(', ')}
      </Alert>
      <ImportErrorTable errors={errors} />
    </>
  );
}
