import { Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { caseSummary } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { DayInput } from '../../dates/day-input.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { groszeOf } from './grosze-of.ts';

interface Values {
  processId: string | null;
  businessKey: string;
  creditorId: string | null;
  debtorId: string | null;
  amount: string;
  dueDate: string;
}

export function StartCaseDialog({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} close={close} title={t('start.title')}>
      <StartCaseForm close={close} />
    </Dialog>
  );
}

function StartCaseForm({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const processes = useQuery(queries.processes()).data?.items ?? [];
  const creditors = useQuery(queries.creditors()).data?.items ?? [];
  const debtors = useQuery(queries.debtors()).data?.items ?? [];
  const required = (value: string | null) => (value === null || value.trim() === '' ? t('common.required') : null);
  const form = useForm<Values>({
    initialValues: {
      processId: processes.length === 1 ? (processes[0]?.processId ?? null) : null,
      businessKey: '',
      creditorId: null,
      debtorId: null,
      amount: '',
      dueDate: '',
    },
    validate: {
      processId: required,
      businessKey: required,
      creditorId: required,
      debtorId: required,
      amount: (value) => (groszeOf(value) === null ? t('start.amountInvalid') : null),
    },
  });
  const start = useMutation({
    mutationFn: ({ processId, businessKey, creditorId, debtorId, amount, dueDate }: Values) =>
      postJson(path(['cases']), caseSummary, {
        processId,
        businessKey: businessKey.trim(),
        creditorId,
        debtorId,
        variables: {
          invoiceNumber: businessKey.trim(),
          amount: groszeOf(amount),
          currency: 'PLN',
          ...(dueDate !== '' && { dueDate }),
        },
      }),
    onSuccess: (line) => {
      notifications.show({ message: t('start.started', { key: line.businessKey ?? line.id }) });
      void client.invalidateQueries({ queryKey: ['cases'] });
      close();
      void navigate({ to: '/cases/$caseId', params: { caseId: line.id } });
    },
  });
  const choices = (items: readonly { readonly id: string; readonly name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <DialogForm
      act={start}
      onSubmit={form.onSubmit((values) => start.mutate(values))}
      submit={t('start.submit')}
      close={close}
    >
      <Select
        label={t('start.procedure')}
        data={processes.map(({ processId, name }) => ({ value: processId, label: name ?? processId }))}
        nothingFoundMessage={t('start.noProcedures')}
        searchable
        withAsterisk
        {...form.getInputProps('processId')}
      />
      <TextInput
        label={t('start.businessKey')}
        data-autofocus
        placeholder="FV/2026/11/0042"
        withAsterisk
        {...form.getInputProps('businessKey')}
      />
      <Select
        label={t('start.creditor')}
        data={choices(creditors)}
        searchable
        withAsterisk
        {...form.getInputProps('creditorId')}
      />
      <Select
        label={t('start.debtor')}
        data={choices(debtors)}
        searchable
        withAsterisk
        {...form.getInputProps('debtorId')}
      />
      <Group grow align="flex-start">
        <TextInput label={t('start.amount')} inputMode="decimal" withAsterisk {...form.getInputProps('amount')} />
        <DayInput label={t('start.dueDate')} {...form.getInputProps('dueDate')} />
      </Group>
    </DialogForm>
  );
}
