import { Alert, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { type DebtorIdentity, debtorIdentity } from '@krok/contracts/schemas';
import { LEGAL_FORMS } from '@krok/receivables';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, patchJson, path } from '../../api/client.ts';
import { DayInput } from '../../dates/day-input.tsx';
import { useToday } from '../../dates/use-today.ts';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { changesOf, type IdentityField, identityFields, MASKED, valuesOf, wrongField } from './identity-values.ts';

interface IdentityFormProps {
  readonly identity: DebtorIdentity;
  readonly close: () => void;
}

/** Only what was changed is sent. The PESEL that is kept is never shown: a new one takes its place. */
export function IdentityForm({ identity, close }: IdentityFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const today = useToday();
  const form = useForm({
    initialValues: valuesOf(identity),
    validate: (values) =>
      Object.fromEntries(
        identityFields.flatMap((field) => {
          const wrong = wrongField(field, values[field]);
          return wrong === null ? [] : [[field, t(`debtorIdentity.wrong.${wrong}`)]];
        }),
      ),
  });
  const save = useMutation({
    mutationFn: () => patchJson(path(['debtors', identity.id]), debtorIdentity, changesOf(identity, form.values)),
    onSuccess: () => {
      notifications.show({ message: t('debtor.dialog.saved') });
      void client.invalidateQueries({ queryKey: ['debtor', identity.id] });
      void client.invalidateQueries({ queryKey: ['balances'] });
      close();
    },
    onError: (error) => {
      for (const { pointer } of error instanceof ApiError ? (error.problem?.errors ?? []) : []) {
        const field = identityFields.find((one) => pointer === `/${one}`);
        if (field) form.setFieldError(field, t('problem.invalid-input'));
      }
    },
  });
  const input = (field: IdentityField, type = 'text') => (
    <TextInput
      type={type}
      label={t(`debtorIdentity.${field}`)}
      data-autofocus={field === 'name' || undefined}
      {...form.getInputProps(field)}
    />
  );
  const { legalForm } = form.values;
  const person = legalForm === 'consumer' || legalForm === 'soleTrader';
  return (
    <DialogForm
      act={save}
      onSubmit={form.onSubmit(() => save.mutate())}
      submit={t('debtor.dialog.save')}
      ready={form.isDirty()}
      close={close}
    >
      {identity.missing.length > 0 && (
        <Alert color="yellow" variant="light">
          {t('debtorIdentity.missing', {
            fields: identity.missing.map((field) => t(`debtorIdentity.part.${field}`)).join(', '),
          })}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {input('name')}
        <Select
          label={t('debtor.form')}
          data={LEGAL_FORMS.map((value) => ({ value, label: t(`legalForm.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('legalForm')}
        />
        {person && input('firstName')}
        {person && input('surname')}
        {legalForm !== 'consumer' && input('nip')}
        {person && (
          <TextInput
            label={t('debtorIdentity.pesel')}
            placeholder={identity.hasPesel ? MASKED : ''}
            description={identity.hasPesel ? t('debtorIdentity.peselHint') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            {...form.getInputProps('pesel')}
          />
        )}
        {legalForm !== 'consumer' && input('regon')}
        {!person && input('krs')}
      </SimpleGrid>
      <Group grow align="flex-start">
        {input('street')}
        {input('house')}
        {input('flat')}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {input('postalCode')}
        {input('town')}
        {input('email', 'email')}
        {input('phone', 'tel')}
        <DayInput label={t('debtorIdentity.insolventSince')} max={today} {...form.getInputProps('insolventSince')} />
      </SimpleGrid>
    </DialogForm>
  );
}
