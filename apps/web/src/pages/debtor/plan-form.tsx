import { NumberInput, SimpleGrid, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { proposeSchedule } from '@krok/receivables';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './debtor-page.module.css';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { InvoiceChoice } from './invoice-choice.tsx';
import type { LedgerFormProps } from './ledger-dialog.tsx';

const MOST = 60;

/** Equal parts a month apart, shown before they are agreed. */
export function PlanForm({ debtorId, creditorId, open, post, frame }: LedgerFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = useForm({
    initialValues: { count: 6, firstOn: '', invoices: open.map(({ id }) => id) },
    validate: {
      firstOn: (value) => (value === '' ? t('common.required') : null),
      invoices: (value) => (value.length === 0 ? t('common.required') : null),
    },
  });
  const { count, firstOn, invoices } = form.values;
  const owed = open.reduce((sum, invoice) => sum + (invoices.includes(invoice.id) ? invoice.open : 0), 0);
  const schedule = firstOn === '' || owed === 0 ? [] : proposeSchedule(owed, count, firstOn);
  const submit = form.onSubmit(({ invoices: invoiceIds }) => {
    post(['debtors', debtorId, 'plans'], { creditorId, invoiceIds, schedule });
  });
  return (
    <DialogForm {...frame} onSubmit={submit}>
      <InvoiceChoice open={open} {...form.getInputProps('invoices')} />
      <SimpleGrid cols={2} spacing="sm">
        <NumberInput
          label={t('debtorPlan.count')}
          min={1}
          max={MOST}
          allowDecimal={false}
          value={count}
          onChange={(value) => form.setFieldValue('count', Math.min(MOST, Math.max(1, Number(value) || 1)))}
        />
        <TextInput type="date" label={t('debtorPlan.firstOn')} withAsterisk {...form.getInputProps('firstOn')} />
      </SimpleGrid>
      {schedule.length > 0 && (
        <Table aria-label={t('debtorPlan.schedule')}>
          <Table.Tbody>
            {schedule.map(({ dueOn, amount }, index) => (
              <Table.Tr key={dueOn}>
                <Table.Td>{t('debtorPlan.part', { number: index + 1 })}</Table.Td>
                <Table.Td>{format.day(dueOn)}</Table.Td>
                <Table.Td className={classes['number'] ?? ''} ta="right">
                  {format.money(amount)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Text size="xs" c="var(--krok-quiet)">
        {t('debtorPlan.hint')}
      </Text>
    </DialogForm>
  );
}
