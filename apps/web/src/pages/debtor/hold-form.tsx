import { Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../dates/day-input.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import type { LedgerFormProps } from './ledger-dialog.tsx';

export function HoldForm({ debtorId, creditorId, open, post, today, frame }: LedgerFormProps) {
  const { t } = useTranslation();
  const form = useForm<{ invoiceId: string | null; until: string; reason: string }>({
    initialValues: { invoiceId: null, until: '', reason: '' },
    validate: { reason: (value) => (value.trim() === '' ? t('common.required') : null) },
  });
  const submit = form.onSubmit(({ invoiceId, until, reason }) =>
    post(['debtors', debtorId, 'holds'], {
      creditorId,
      reason: reason.trim(),
      ...(until !== '' && { until }),
      ...(invoiceId !== null && { invoiceId }),
    }),
  );
  return (
    <DialogForm {...frame} onSubmit={submit}>
      <Select
        label={t('debtor.dialog.invoice')}
        placeholder={t('debtor.allInvoices')}
        data={open.map(({ id, number }) => ({ value: id, label: number }))}
        clearable
        openOnFocus={false}
        data-autofocus
        {...form.getInputProps('invoiceId')}
      />
      <DayInput label={t('debtor.dialog.until')} min={today} {...form.getInputProps('until')} />
      <Textarea label={t('debtor.dialog.reason')} autosize minRows={2} withAsterisk {...form.getInputProps('reason')} />
    </DialogForm>
  );
}
