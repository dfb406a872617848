import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { LedgerFormProps } from './ledger-dialog.tsx';

export function PromiseForm({ debtorId, creditorId, open, post, foot }: LedgerFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
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
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput type="date" label={t('debtor.dialog.day')} withAsterisk {...form.getInputProps('promisedOn')} />
        <Checkbox.Group label={t('debtor.dialog.invoices')} {...form.getInputProps('invoices')}>
          <Stack gap={6} mt={6}>
            {open.map((invoice) => (
              <Checkbox
                key={invoice.id}
                value={invoice.id}
                label={`${invoice.number} · ${format.money(invoice.open, invoice.currency)}`}
                size="xs"
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {foot}
      </Stack>
    </form>
  );
}
