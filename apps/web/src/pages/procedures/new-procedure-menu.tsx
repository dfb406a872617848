import { Button, FileButton, Menu, TextInput } from '@mantine/core';
import { createDraftAnswer, type ProcedureFile } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { Problem } from '../../designer/check/problem.ts';
import { Icon } from '../../layout/icon.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import { FindingTable } from './finding-table.tsx';
import { importProcedure } from './import-procedure.ts';
import { blankProcedure, copiedProcedure } from './new-procedure.ts';

type Source =
  | { readonly kind: 'blank' }
  | { readonly kind: 'copy'; readonly processId: string; readonly name: string; readonly deploymentId: string };

interface NewDraft {
  readonly name: string;
  readonly files: readonly ProcedureFile[] | Promise<readonly ProcedureFile[]>;
}

/** Ways to a new procedure: from nothing, as a copy, or from a file of any modeler. */
export function NewProcedureMenu() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const processes = useQuery(queries.processes()).data?.items ?? [];
  const [source, setSource] = useState<Source | null>(null);
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<{ file: string; problems: readonly Problem[] } | null>(null);
  const reset = useRef<() => void>(null);

  const create = useMutation({
    mutationFn: async ({ name, files }: NewDraft) =>
      postJson(path(['drafts']), createDraftAnswer, { from: 'files', name, files: [...(await files)] }),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['drafts'] });
      await navigate({ to: '/designer/$draftId', params: { draftId: id } });
    },
  });
  const bring = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      const read = await importProcedure(chosen);
      if (read.kind === 'taken') await create.mutateAsync({ name: read.name, files: read.files });
      else setRefused({ file: read.file, problems: read.problems });
    },
    onSettled: () => reset.current?.(),
  });
  const begin = () => {
    if (!source) return;
    create.mutate({ name: name.trim(), files: filesOf(source, name.trim(), t('procedures.startName')) });
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
        multiple
        accept=".bpmn,.xml,.form,.dmn,.json,application/xml,text/xml,application/json"
        onChange={(chosen) => chosen.length > 0 && bring.mutate(chosen)}
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
      <Dialog opened={source !== null} close={() => setSource(null)} title={t('procedures.new')}>
        <DialogForm
          act={create}
          onSubmit={begin}
          submit={t('procedures.begin')}
          ready={name.trim() !== ''}
          close={() => setSource(null)}
        >
          <TextInput
            label={t('procedures.name')}
            placeholder={t('procedures.namePlaceholder')}
            value={name}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </DialogForm>
      </Dialog>
      <Dialog
        size="lg"
        opened={refused !== null}
        close={() => setRefused(null)}
        title={t('procedures.refusedTitle', { file: refused?.file ?? '' })}
      >
        <FindingTable problems={refused?.problems ?? []} />
      </Dialog>
      <Dialog opened={bring.error !== null} close={() => bring.reset()} title={t('procedures.import')}>
        <ProblemAlert error={bring.error} />
      </Dialog>
    </>
  );
}
