import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { created, replyChannel, type ReplyChannel } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useProblemText } from '../../api/use-problem-text.ts';

interface ReplyDialogProps {
  /** What the reply is put to: a case, or a debtor with the case that fits. */
  readonly to: { readonly caseId: string } | { readonly debtorId: string };
  readonly opened: boolean;
  readonly close: () => void;
}

/** What the debtor answered, written down; it waits in the queue of replies. */
export function ReplyDialog({ to, opened, close }: ReplyDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('work.reply.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <ReplyForm to={to} close={close} />}
    </Modal>
  );
}

function ReplyForm({ to, close }: Omit<ReplyDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const clock = useQuery(queries.clock()).data;
  const today = clock && new Date(clock.now).toLocaleDateString('sv', { timeZone: clock.zone });
  const [channel, setChannel] = useState<ReplyChannel>('email');
  const [receivedOn, setReceivedOn] = useState<string | null>(null);
  const [text, setText] = useState('');
  const day = receivedOn ?? today ?? '';
  const save = useMutation({
    mutationFn: () =>
      postJson(path('caseId' in to ? ['cases', to.caseId, 'replies'] : ['debtors', to.debtorId, 'replies']), created, {
        channel,
        text: text.trim(),
        ...(day !== '' && { receivedOn: day }),
      }),
    onSuccess: () => {
      notifications.show({ message: t('work.reply.saved') });
      for (const key of ['work', 'step', 'case', 'debtor']) void client.invalidateQueries({ queryKey: [key] });
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
        <Group grow>
          <NativeSelect
            label={t('work.reply.channel')}
            value={channel}
            onChange={(event) =>
              setChannel(replyChannel.options.find((one) => one === event.currentTarget.value) ?? 'other')
            }
            data={replyChannel.options.map((value) => ({ value, label: t(`work.replyChannel.${value}`) }))}
          />
          <TextInput
            type="date"
            label={t('work.reply.receivedOn')}
            value={day}
            max={today}
            onChange={(event) => setReceivedOn(event.currentTarget.value)}
          />
        </Group>
        <Textarea
          label={t('work.reply.text')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
          }}
          autosize
          minRows={4}
          maxRows={14}
          maxLength={20_000}
          data-autofocus
        />
        <Text size="xs" c="var(--krok-quiet)">
          {t('work.reply.hint')}
        </Text>
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={text.trim() === ''}>
            {t('work.reply.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
