import { Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { created } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';

interface NoteDialogProps {
  readonly caseId: string;
  readonly opened: boolean;
  readonly close: () => void;
}

export function NoteDialog({ caseId, opened, close }: NoteDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} close={close} title={t('file.noteTitle')}>
      <NoteForm caseId={caseId} close={close} />
    </Dialog>
  );
}

function NoteForm({ caseId, close }: Omit<NoteDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const save = useMutation({
    mutationFn: () => postJson(path(['cases', caseId, 'notes']), created, { text: text.trim() }),
    onSuccess: () => {
      notifications.show({ message: t('file.noteSaved') });
      void client.invalidateQueries({ queryKey: ['case', caseId] });
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
