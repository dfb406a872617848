import { Group, NativeSelect, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type CaseSummary, created, replyChannel, type ReplyChannel } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { DayInput } from '../../dates/day-input.tsx';
import { useToday } from '../../dates/use-today.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { CaseChoice, openFirst } from './case-choice.tsx';

interface ReplyDialogProps {
  /** What the reply is put to: a case, one of several to choose from (at least one), or a debtor with the case that fits. */
  readonly to: { readonly caseId: string } | { readonly cases: readonly CaseSummary[] } | { readonly debtorId: string };
  readonly opened: boolean;
  readonly close: () => void;
}

/** What the debtor answered, written down; it waits in the queue of replies. */
export function ReplyDialog({ to, opened, close }: ReplyDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} close={close} title={t('work.reply.title')}>
      <ReplyForm to={to} close={close} />
    </Dialog>
  );
}

function ReplyForm({ to, close }: Omit<ReplyDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const today = useToday();
  const cases = 'cases' in to ? openFirst(to.cases) : [];
  const [caseId, setCaseId] = useState('caseId' in to ? to.caseId : (cases[0]?.id ?? ''));
  const [channel, setChannel] = useState<ReplyChannel>('email');
  const [receivedOn, setReceivedOn] = useState<string | null>(null);
  const [text, setText] = useState('');
  const day = receivedOn ?? today;
  const save = useMutation({
    mutationFn: () =>
      postJson(path('debtorId' in to ? ['debtors', to.debtorId, 'replies'] : ['cases', caseId, 'replies']), created, {
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
  return (
    <DialogForm
      act={save}
      onSubmit={() => save.mutate()}
      submit={t('work.reply.save')}
      ready={text.trim() !== ''}
      close={close}
    >
      <CaseChoice cases={cases} value={caseId} onChange={setCaseId} />
      <Group grow>
        <NativeSelect
          label={t('work.reply.channel')}
          value={channel}
          onChange={(event) =>
            setChannel(replyChannel.options.find((one) => one === event.currentTarget.value) ?? 'other')
          }
          data={replyChannel.options.map((value) => ({ value, label: t(`work.replyChannel.${value}`) }))}
        />
        <DayInput label={t('work.reply.receivedOn')} value={day} max={today} onChange={setReceivedOn} />
      </Group>
      <Textarea
        label={t('work.reply.text')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={20_000}
        data-autofocus
      />
      <Text size="xs" c="var(--krok-quiet)">
        {t('work.reply.hint')}
      </Text>
    </DialogForm>
  );
}
