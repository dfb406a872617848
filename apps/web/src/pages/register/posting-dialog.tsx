import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { registeredLetterView, type RegisteredLetterView } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';

/** Somebody took the letter to the post: number and day as on the receipt. */
export function PostingDialog({
  letter,
  close,
}: {
  readonly letter: RegisteredLetterView | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={letter !== null}
      onClose={close}
      title={letter && t('register.confirmTitle', { reference: letter.reference })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {letter && <PostingForm key={letter.id} letter={letter} close={close} />}
    </Modal>
  );
}

function PostingForm({ letter, close }: { readonly letter: RegisteredLetterView; readonly close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const textOf = useProblemText();
  const client = useQueryClient();
  const may = useQuery(queries.me()).data?.permissions.includes('clock.read') ?? false;
  const clock = useQuery({ ...queries.clock(), enabled: may });
  const today = (clock.data?.now ?? new Date().toISOString()).slice(0, 10);
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
      for (const key of ['register', 'work', 'case', 'debtor']) void client.invalidateQueries({ queryKey: [key] });
      close();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => post.mutate(values))} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('register.number')}
          description={t('register.numberHint')}
          withAsterisk
          data-autofocus
          {...form.getInputProps('number')}
        />
        <TextInput
          type="date"
          label={t('register.postedOn')}
          min={letter.printedOn}
          withAsterisk
          {...form.getInputProps('postedOn')}
        />
        {post.error && (
          <Alert color="red" variant="light" role="alert">
            {textOf(post.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={post.isPending}>
            {t('register.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
