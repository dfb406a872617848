import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { created } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { useProblemText } from '../../api/use-problem-text.ts';

interface NoteDialogProps {
  readonly caseId: string;
  readonly opened: boolean;
  readonly close: () => void;
}

export function NoteDialog({ caseId, opened, close }: NoteDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('file.noteTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <NoteForm caseId={caseId} close={close} />}
    </Modal>
  );
}

function NoteForm({ caseId, close }: Omit<NoteDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const textOf = useProblemText();
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {save.error && (
          <Alert color="red" variant="light" role="alert">
            {textOf(save.error)}
          </Alert>
        )}
        <Textarea
          label={t('file.noteText')}
          description={t('file.noteHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
          }}
          autosize
          minRows={4}
          maxLength={4000}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={text.trim() === ''}>
            {t('file.noteSave')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
