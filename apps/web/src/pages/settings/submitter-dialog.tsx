import { Button, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { creditorSettings, type CreditorSettings } from '@krok/contracts/schemas';
import { peselOf } from '@krok/receivables';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { patchJson, path } from '../../api/client.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';

const FIELDS = ['firstName', 'surname', 'pesel', 'basis', 'street', 'house', 'flat', 'postalCode', 'town'] as const;
type Field = (typeof FIELDS)[number];
const MAY_BE_EMPTY: ReadonlySet<Field> = new Set<Field>(['street', 'flat']);

interface SubmitterDialogProps {
  readonly creditor: CreditorSettings;
  readonly opened: boolean;
  readonly close: () => void;
}

/** The natural person who files claims with the e-court for a creditor company. */
export function SubmitterDialog({ opened, close, creditor }: SubmitterDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('settings.submitter.title')}>
      <SubmitterForm creditor={creditor} close={close} />
    </Dialog>
  );
}

function SubmitterForm({ creditor, close }: Omit<SubmitterDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const known = creditor.epuSubmitter;
  const form = useForm<Record<Field, string>>({
    initialValues: Object.fromEntries(
      FIELDS.map((field) => [field, field === 'pesel' ? '' : (known?.[field] ?? '')]),
    ) as Record<Field, string>,
    validate: (values) =>
      Object.fromEntries(
        FIELDS.flatMap((field) => {
          const text = values[field].trim();
          if (text === '') return MAY_BE_EMPTY.has(field) ? [] : [[field, t('common.required')]];
          if (field === 'pesel' && peselOf(text) === null) return [[field, t('settings.submitter.wrongPesel')]];
          const wrongCode = field === 'postalCode' && !/^\d{2}-\d{3}$/.test(text);
          return wrongCode ? [[field, t('settings.submitter.wrongPostalCode')]] : [];
        }),
      ),
  });
  const save = useMutation({
    mutationFn: (values: Record<Field, string> | null) => {
      const said = values && Object.fromEntries(FIELDS.map((field) => [field, values[field].trim() || null]));
      return patchJson(path(['creditors', creditor.id, 'settings']), creditorSettings, { epuSubmitter: said });
    },
    onSuccess: () => {
      notifications.show({ message: t('settings.saved') });
      void client.invalidateQueries({ queryKey: ['settings'] });
      close();
    },
  });
  const input = (field: Field) => (
    <TextInput
      label={t(`settings.submitter.${field}`)}
      withAsterisk={!MAY_BE_EMPTY.has(field)}
      autoComplete="off"
      data-autofocus={field === 'firstName' || undefined}
      {...form.getInputProps(field)}
    />
  );
  return (
    <DialogForm
      act={save}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      submit={t('settings.save')}
      aside={
        known && (
          <Button variant="subtle" color="red" onClick={() => save.mutate(null)}>
            {t('settings.submitter.remove')}
          </Button>
        )
      }
      close={close}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {input('firstName')}
        {input('surname')}
        {input('pesel')}
        {input('basis')}
      </SimpleGrid>
      <Group grow align="flex-start">
        {input('street')}
        {input('house')}
        {input('flat')}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {input('postalCode')}
        {input('town')}
      </SimpleGrid>
      <Text size="xs" c="var(--krok-quiet)">
        {t('settings.submitter.hint')}
      </Text>
    </DialogForm>
  );
}
