import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../dates/day-input.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { InvoiceChoice } from './invoice-choice.tsx';
import type { LedgerFormProps } from './ledger-dialog.tsx';

export function PromiseForm({ debtorId, creditorId, open, post, today, frame }: LedgerFormProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { promisedOn: '', invoices: open.map(({ id }) => id) },
    validate: {
      promisedOn: (value) => (value === '' ? t('common.required') : null),
      invoices: (value) => (value.length === 0 ? t('common.required') : null),
    },
  });
  const submit = form.onSubmit(({ promisedOn, invoices }) => {
    const items = invoices.map((invoiceId) => ({ invoiceId }));
    post(['debtors', debtorId, 'promises'], { creditorId, promisedOn, items });
  });
  return (
    <DialogForm {...frame} onSubmit={submit}>
      <DayInput
        label={t('debtor.dialog.day')}
        min={today}
        data-autofocus
        withAsterisk
        {...form.getInputProps('promisedOn')}
      />
      <InvoiceChoice open={open} {...form.getInputProps('invoices')} />
    </DialogForm>
  );
}
