import { Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type CaseSummary, created } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { CaseChoice, openFirst } from './case-choice.tsx';

interface NoteDialogProps {
  /** What the note is put to: a case, or one of several to choose from (at least one). */
  readonly to: { readonly caseId: string } | { readonly cases: readonly CaseSummary[] };
  readonly opened: boolean;
  readonly close: () => void;
}

/** What a person wants others to know of a case. */
export function NoteDialog({ to, opened, close }: NoteDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} close={close} title={t('file.noteTitle')}>
      <NoteForm to={to} close={close} />
    </Dialog>
  );
}

function NoteForm({ to, close }: Omit<NoteDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const cases = 'cases' in to ? openFirst(to.cases) : [];
  const [caseId, setCaseId] = useState('caseId' in to ? to.caseId : (cases[0]?.id ?? ''));
  const [text, setText] = useState('');
  const save = useMutation({
    mutationFn: () => postJson(path(['cases', caseId, 'notes']), created, { text: text.trim() }),
    onSuccess: () => {
      notifications.show({ message: t('file.noteSaved') });
      for (const key of ['case', 'debtor']) void client.invalidateQueries({ queryKey: [key] });
      close();
    },
  });
  return (
    <DialogForm
      act={save}
      onSubmit={() => save.mutate()}
      submit={t('file.noteSave')}
      ready={text.trim() !== ''}
      close={close}
    >
      <CaseChoice cases={cases} value={caseId} onChange={setCaseId} />
      <Textarea
        label={t('file.noteText')}
        description={t('file.noteHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={4}
        maxLength={4000}
        data-autofocus
      />
    </DialogForm>
  );
}
