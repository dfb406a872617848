import { Alert, Button, Group, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { WorkItem } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { useProblemText } from '../../api/use-problem-text.ts';

const outcomes = ['paid', 'promised', 'refused', 'unreachable', 'disputed', 'done'] as const;
/** What procedures ask about a call; a promise and a dispute go into the ledger. */
const callOutcomes = ['promise', 'noAnswer', 'dispute', 'refuses', 'paid'] as const;
/** Of a claim that was paid after the filing. */
const costsOutcomes = ['claimed', 'waived'] as const;
type Outcome = (typeof outcomes | typeof callOutcomes | typeof costsOutcomes)[number];

interface DialogProps {
  readonly item: WorkItem;
  readonly opened: boolean;
  readonly close: () => void;
}

/** What came of the work. */
export function CompleteWorkDialog({ item, opened, close }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('work.dialogTitle', { title: item.title })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <CompleteWorkForm item={item} close={close} />
    </Modal>
  );
}

function CompleteWorkForm({ item, close }: { readonly item: WorkItem; readonly close: () => void }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [note, setNote] = useState('');
  const [promiseDate, setPromiseDate] = useState('');
  const costs = item.duty === 'decideCosts';
  const offered: readonly Outcome[] = costs ? costsOutcomes : item.channel === 'call' ? callOutcomes : outcomes;
  const promises = outcome === 'promise';
  const complete = useMutation({
    mutationFn: () =>
      postJson(path(['work', item.id, 'complete']), z.object({ cases: z.array(z.string()) }), {
        outcome,
        version: item.version,
        ...(note.trim() !== '' && { note: note.trim() }),
        ...(promises && { variables: { promiseDate } }),
        ...(costs && { variables: { costs: outcome } }),
      }),
    onSuccess: () => {
      notifications.show({ message: t('work.completed', { title: item.title }) });
      close();
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['work'] });
      void client.invalidateQueries({ queryKey: ['case'] });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome !== null && !(promises && promiseDate === '')) complete.mutate();
      }}
    >
      <Stack gap="md">
        {complete.error && (
          <Alert color="red" variant="light" role="alert">
            {textOf(complete.error)}
          </Alert>
        )}
        <Radio.Group
          label={t('work.outcome')}
          value={outcome}
          onChange={(value) => setOutcome(offered.find((one) => one === value) ?? null)}
          withAsterisk
        >
          <Stack gap={8} mt={6}>
            {offered.map((value) => (
              <Radio key={value} value={value} label={t(`work.outcomes.${value}`)} size="xs" />
            ))}
          </Stack>
        </Radio.Group>
        {promises && (
          <TextInput
            type="date"
            label={t('debtor.dialog.day')}
            value={promiseDate}
            onChange={(event) => setPromiseDate(event.currentTarget.value)}
            withAsterisk
          />
        )}
        <Textarea
          label={t('work.note')}
          placeholder={t('work.notePlaceholder')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4000}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            disabled={outcome === null || (promises && promiseDate === '')}
            loading={complete.isPending}
          >
            {t('work.complete')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
