import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { groszeOf } from '../cases/grosze-of.ts';
import { DayInput } from '../../dates/day-input.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import type { LedgerFormProps } from './ledger-dialog.tsx';

export function DisputeForm({ open, post, today, frame }: LedgerFormProps) {
  const { t } = useTranslation();
  const form = useForm<{ invoiceId: string | null; amount: string; until: string; reason: string }>({
    initialValues: { invoiceId: open.length === 1 ? (open[0]?.id ?? null) : null, amount: '', until: '', reason: '' },
    validate: {
      invoiceId: (value) => (value === null ? t('common.required') : null),
      amount: (value) => (value.trim() === '' || groszeOf(value) !== null ? null : t('start.amountInvalid')),
      reason: (value) => (value.trim() === '' ? t('common.required') : null),
    },
  });
  const submit = form.onSubmit(({ invoiceId, amount, until, reason }) => {
    const disputed = groszeOf(amount);
    post(['invoices', invoiceId ?? '', 'disputes'], {
      reason: reason.trim(),
      ...(disputed !== null && { amount: disputed }),
      ...(until !== '' && { until }),
    });
  });
  return (
    <DialogForm {...frame} onSubmit={submit}>
      <Select
        label={t('debtor.dialog.invoice')}
        data={open.map(({ id, number }) => ({ value: id, label: number }))}
        openOnFocus={false}
        data-autofocus
        withAsterisk
        {...form.getInputProps('invoiceId')}
      />
      <TextInput label={t('debtor.dialog.amount')} inputMode="decimal" {...form.getInputProps('amount')} />
      <DayInput label={t('debtor.dialog.until')} min={today} {...form.getInputProps('until')} />
      <Textarea label={t('debtor.dialog.reason')} autosize minRows={2} withAsterisk {...form.getInputProps('reason')} />
    </DialogForm>
  );
}
