import { Alert, Button, FileButton, Text } from '@mantine/core';
import { deployAnswer, type Finding } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, path, postJson } from '../../api/client.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { Icon } from '../../layout/icon.tsx';
import { FindingTable } from './finding-table.tsx';
import classes from './deploy-panel.module.css';

/** Takes a BPMN file, and says element by element what stands in the way. */
export function DeployPanel() {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const [over, setOver] = useState(false);
  const deploy = useMutation({
    mutationFn: async (file: File) =>
      postJson(path(['deployments']), deployAnswer, { name: file.name, xml: await file.text() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['deployments'] });
      void client.invalidateQueries({ queryKey: ['processes'] });
    },
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) deploy.mutate(file);
  };
  const refused =
    deploy.error instanceof ApiError && deploy.error.code === 'diagram-refused'
      ? (deploy.error.problem?.findings ?? [])
      : null;
  const errors = refused?.filter(({ severity }) => severity === 'error').length ?? 0;
  const warnings: readonly Finding[] = deploy.data?.warnings ?? [];
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
          <Text fw={550}>{t('procedures.drop')}</Text>
          <Text size="xs" c="var(--krok-quiet)">
            {t('procedures.fileHint')}
          </Text>
        </div>
        <FileButton accept=".bpmn,.xml,application/xml,text/xml" onChange={(file) => file && deploy.mutate(file)}>
          {(props) => (
            <Button {...props} leftSection={<Icon name="upload" />} loading={deploy.isPending}>
              {t('procedures.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      {refused && (
        <Alert color="red" variant="light" role="alert" title={t('procedures.refused')}>
          {t('procedures.refusedText', { count: errors })} {t('procedures.messageLanguage')}
        </Alert>
      )}
      {deploy.error && !refused && (
        <Alert color="red" variant="light" role="alert">
          {textOf(deploy.error)}
        </Alert>
      )}
      {deploy.data && (
        <Alert color={warnings.length > 0 ? 'yellow' : 'green'} variant="light" role="status">
          {t('procedures.deployed', {
            name: deploy.data.deployment.processes.map(({ name, processId }) => name ?? processId).join(', '),
          })}
          {warnings.length > 0 && ` · ${t('procedures.warnings')}`}
        </Alert>
      )}
      <FindingTable findings={refused ?? warnings} />
    </div>
  );
}
