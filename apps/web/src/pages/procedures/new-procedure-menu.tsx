import { Alert, Button, FileButton, Menu, Modal, TextInput } from '@mantine/core';
import { createDraftAnswer, type ProcedureFile } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import type { Problem } from '../../designer/check/problem.ts';
import { Icon } from '../../layout/icon.tsx';
import { FindingTable } from './finding-table.tsx';
import { importDiagram } from './import-diagram.ts';
import { blankProcedure, copiedProcedure } from './new-procedure.ts';

type Source =
  | { readonly kind: 'blank' }
  | { readonly kind: 'copy'; readonly processId: string; readonly name: string; readonly deploymentId: string };

/** Ways to a new procedure: from nothing, as a copy, or from a file of any modeler. */
export function NewProcedureMenu() {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const processes = useQuery(queries.processes()).data?.items ?? [];
  const [source, setSource] = useState<Source | null>(null);
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<{ file: string; problems: readonly Problem[] } | null>(null);
  const reset = useRef<() => void>(null);

  const create = useMutation({
    mutationFn: async ({ name, files }: { readonly name: string; readonly files: readonly ProcedureFile[] }) =>
      postJson(path(['drafts']), createDraftAnswer, { from: 'files', name, files: [...files] }),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['drafts'] });
      await navigate({ to: '/designer/$draftId', params: { draftId: id } });
    },
  });
  const bring = useMutation({
    mutationFn: importDiagram,
    onSuccess: (read, file) => {
      reset.current?.();
      if (read.kind === 'refused') setRefused({ file: file.name, problems: read.problems });
      else create.mutate({ name: read.name, files: [read.file] });
    },
  });
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (!source || name.trim() === '') return;
    create.mutate({ name: name.trim(), files: await filesOf(source, name.trim(), t('procedures.startName')) });
  };
  const choose = (next: Source) => {
    setName(next.kind === 'copy' ? t('procedures.copyOf', { name: next.name }) : '');
    setSource(next);
  };
  const filesOf = async (from: Source, called: string, start: string): Promise<ProcedureFile[]> => {
    if (from.kind === 'blank') return [blankProcedure(called, start)];
    const { items } = await client.fetchQuery(queries.deploymentFiles(from.deploymentId));
    return items.map((file) => (file.kind === 'bpmn' ? copiedProcedure(file.content, from.processId, called) : file));
  };

  return (
    <>
      <FileButton
        resetRef={reset}
        accept=".bpmn,.xml,application/xml,text/xml"
        onChange={(file) => file && bring.mutate(file)}
      >
        {(props) => (
          <Button {...props} variant="default" leftSection={<Icon name="upload" />} loading={bring.isPending}>
            {t('procedures.import')}
          </Button>
        )}
      </FileButton>
      <Menu position="bottom-end" shadow="md" width={280}>
        <Menu.Target>
          <Button leftSection={<Icon name="plus" />} loading={create.isPending && !source}>
            {t('procedures.new')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => choose({ kind: 'blank' })}>{t('procedures.blank')}</Menu.Item>
          {processes.length > 0 && <Menu.Label>{t('procedures.asCopy')}</Menu.Label>}
          {processes.map(({ processId, name: of, deploymentId }) => (
            <Menu.Item
              key={processId}
              onClick={() => choose({ kind: 'copy', processId, deploymentId, name: of ?? processId })}
            >
              {of ?? processId}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={source !== null}
        onClose={() => setSource(null)}
        title={t('procedures.new')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form onSubmit={(event) => void begin(event)}>
          <TextInput
            label={t('procedures.name')}
            placeholder={t('procedures.namePlaceholder')}
            value={name}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {create.error && (
            <Alert color="red" mt="sm" role="alert">
              {textOf(create.error)}
            </Alert>
          )}
          <Button type="submit" mt="md" disabled={name.trim() === ''} loading={create.isPending}>
            {t('procedures.begin')}
          </Button>
        </form>
      </Modal>
      <Modal
        size="lg"
        opened={refused !== null}
        onClose={() => setRefused(null)}
        title={t('procedures.refusedTitle', { file: refused?.file ?? '' })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <FindingTable problems={refused?.problems ?? []} />
      </Modal>
      {bring.error && (
        <Modal opened onClose={() => bring.reset()} title={t('procedures.import')}>
          <Alert color="red" role="alert">
            {textOf(bring.error)}
          </Alert>
        </Modal>
      )}
    </>
  );
}
