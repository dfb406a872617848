import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { registeredLetterView, type RegisteredLetterView } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { DayInput } from '../../dates/day-input.tsx';
import { useToday } from '../../dates/use-today.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ProblemAlert } from '../../layout/problem-alert.tsx';

interface PostingFormProps {
  readonly letter: RegisteredLetterView;
  readonly done: () => void;
  /** Beside the button that confirms. */
  readonly beside: ReactNode;
  /** Default: at the right, as in a dialog. */
  readonly justify?: 'flex-start' | 'flex-end';
  readonly id?: string;
  /** Default: the number has the focus at once. */
  readonly autofocus?: boolean;
}

/** Number and day as on the post's receipt. */
export function PostingForm({ letter, done, beside, id, justify = 'flex-end', autofocus = true }: PostingFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const today = useToday();
  const form = useForm({
    initialValues: { number: '', postedOn: today },
    validate: {
      number: (value) => (value.replaceAll(/\s/g, '').length < 8 ? t('register.numberShort') : null),
      postedOn: (value) => (value === '' ? t('common.required') : null),
    },
  });
  const post = useMutation({
    mutationFn: (body: { number: string; postedOn: string }) =>
      postJson(path(['registered-letters', letter.id, 'posting']), registeredLetterView, body),
    onSuccess: ({ postedOn }) => {
      notifications.show({ message: t('register.confirmed', { day: format.day(postedOn ?? today) }) });
      for (const key of ['register', 'work', 'step', 'case', 'debtor'])
        void client.invalidateQueries({ queryKey: [key] });
      done();
    },
  });
  return (
    <form id={id} onSubmit={form.onSubmit((values) => post.mutate(values))} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('register.number')}
          description={t('register.numberHint')}
          withAsterisk
          name="number"
          autoComplete="off"
          maw={420}
          data-autofocus={autofocus || undefined}
          {...form.getInputProps('number')}
        />
        <DayInput
          label={t('register.postedOn')}
          min={letter.printedOn}
          max={today}
          name="postedOn"
          maw={220}
          withAsterisk
          {...form.getInputProps('postedOn')}
        />
        <ProblemAlert error={post.error} />
        <Group justify={justify} gap="xs">
          {justify === 'flex-end' && beside}
          <Button type="submit" loading={post.isPending}>
            {t('register.confirm')}
          </Button>
          {justify === 'flex-start' && beside}
        </Group>
      </Stack>
    </form>
  );
}
