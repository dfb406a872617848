import { Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { registeredLetterView, type RegisteredLetterView } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { DayInput } from '../../dates/day-input.tsx';
import { useToday } from '../../dates/use-today.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';

interface CorrectionProps {
  readonly letter: RegisteredLetterView | null;
  readonly close: () => void;
}

/** A posting that was entered wrongly: as it ought to be, and why. */
export function CorrectionDialog({ letter, close }: CorrectionProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={letter !== null}
      close={close}
      title={letter && t('register.correctTitle', { reference: letter.reference })}
    >
      {letter && <CorrectionForm key={letter.id} letter={letter} close={close} />}
    </Dialog>
  );
}

function CorrectionForm({ letter, close }: CorrectionProps & { readonly letter: RegisteredLetterView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const today = useToday();
  const form = useForm({
    initialValues: { number: letter.number ?? '', postedOn: letter.postedOn ?? '', reason: '' },
    validate: {
      number: (value) => (value.replaceAll(/\s/g, '').length < 8 ? t('register.numberShort') : null),
      postedOn: (value) => (value === '' ? t('common.required') : null),
      reason: (value) => (value.trim() === '' ? t('common.required') : null),
    },
  });
  const correct = useMutation({
    mutationFn: (body: typeof form.values) =>
      postJson(path(['registered-letters', letter.id, 'correction']), registeredLetterView, body),
    onSuccess: ({ postedOn }) => {
      notifications.show({ message: t('register.corrected', { day: format.day(postedOn ?? '') }) });
      for (const key of ['register', 'case', 'debtor']) void client.invalidateQueries({ queryKey: [key] });
      close();
    },
  });
  return (
    <DialogForm
      act={correct}
      onSubmit={form.onSubmit((values) => correct.mutate(values))}
      submit={t('register.correct')}
      close={close}
    >
      <Text size="sm" c="var(--krok-quiet)">
        {t('register.correctHint')}
      </Text>
      <TextInput label={t('register.number')} autoComplete="off" withAsterisk {...form.getInputProps('number')} />
      <DayInput
        label={t('register.postedOn')}
        min={letter.printedOn}
        max={today}
        withAsterisk
        data-autofocus
        {...form.getInputProps('postedOn')}
      />
      <Textarea
        label={t('register.correctReason')}
        autosize
        minRows={2}
        maxLength={1000}
        withAsterisk
        {...form.getInputProps('reason')}
      />
    </DialogForm>
  );
}
