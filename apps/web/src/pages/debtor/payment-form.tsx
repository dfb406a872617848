import { Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { groszeOf } from '../cases/grosze-of.ts';
import { DayInput } from '../../dates/day-input.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import type { LedgerFormProps } from './ledger-dialog.tsx';

interface Values {
  amount: string;
  bookedOn: string;
  bankReference: string;
  invoiceId: string | null;
  title: string;
}

export function PaymentForm({ debtorId, creditorId, open, post, today, frame }: LedgerFormProps) {
  const { t } = useTranslation();
  const required = (value: string) => (value.trim() === '' ? t('common.required') : null);
  const form = useForm<Values>({
    initialValues: { amount: '', bookedOn: '', bankReference: '', invoiceId: null, title: '' },
    validate: {
      amount: (value) => (groszeOf(value) === null ? t('start.amountInvalid') : null),
      bookedOn: required,
      bankReference: required,
    },
  });
  const submit = form.onSubmit(({ amount, bookedOn, bankReference, invoiceId, title }) =>
    post(['debtors', debtorId, 'payments'], {
      creditorId,
      bankReference: bankReference.trim(),
      bookedOn,
      amount: groszeOf(amount),
      ...(invoiceId !== null && { invoiceId }),
      ...(title.trim() !== '' && { title: title.trim() }),
    }),
  );
  return (
    <DialogForm {...frame} onSubmit={submit}>
      <Group grow align="flex-start">
        <TextInput
          label={t('debtor.dialog.paid')}
          inputMode="decimal"
          data-autofocus
          withAsterisk
          {...form.getInputProps('amount')}
        />
        <DayInput label={t('debtor.dialog.booked')} max={today} withAsterisk {...form.getInputProps('bookedOn')} />
      </Group>
      <TextInput label={t('debtor.dialog.reference')} withAsterisk {...form.getInputProps('bankReference')} />
      <Select
        label={t('debtor.dialog.invoice')}
        data={open.map(({ id, number }) => ({ value: id, label: number }))}
        clearable
        {...form.getInputProps('invoiceId')}
      />
      <TextInput label={t('debtor.dialog.title')} {...form.getInputProps('title')} />
    </DialogForm>
  );
}
