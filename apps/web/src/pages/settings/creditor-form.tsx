import { Alert, Button, Checkbox, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { creditorSettings, type CreditorSettings } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, patchJson, path } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { groszeOf } from '../cases/grosze-of.ts';
import { SaveFoot } from './save-foot.tsx';
import { SubmitterDialog } from './submitter-dialog.tsx';

const TEXTS = [
  'name',
  'nip',
  'street',
  'house',
  'flat',
  'postalCode',
  'town',
  'bankAccount',
  'letterhead',
  'senderEmail',
  'replyTo',
  'smsSender',
  'epuAccount',
] as const;
type TextField = (typeof TEXTS)[number];
type Values = Record<TextField, string> & { krdContract: boolean; tolerance: string };

/** What letters, messages and formal steps of a creditor company say about it. Only what was changed is sent. */
export function CreditorForm({ creditor }: { readonly creditor: CreditorSettings }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const may = useMay('settings.change');
  const point = i18n.language === 'en' ? '.' : ',';
  const form = useForm<Values>({ initialValues: valuesOf(creditor, point) });
  const save = useMutation({
    mutationFn: (values: Values) => {
      const before = valuesOf(creditor, point);
      const changed: Record<string, string | number | boolean | null> = {};
      for (const field of TEXTS) {
        if (values[field] !== before[field]) changed[field] = values[field].trim() || null;
      }
      if (values.krdContract !== before.krdContract) changed['krdContract'] = values.krdContract;
      if (values.tolerance !== before.tolerance) changed['tolerance'] = groszeOf(values.tolerance) ?? 0;
      return patchJson(path(['creditors', creditor.id, 'settings']), creditorSettings, changed);
    },
    onSuccess: (saved) => {
      form.setInitialValues(valuesOf(saved, point));
      form.reset();
      notifications.show({ message: t('settings.saved') });
      void client.invalidateQueries({ queryKey: ['settings'] });
      void client.invalidateQueries({ queryKey: ['creditors'] });
    },
    onError: (error) => {
      const found = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
      for (const { pointer } of found) {
        const field = TEXTS.find((one) => pointer === `/${one}`);
        if (field) form.setFieldError(field, t('problem.invalid-input'));
      }
    },
  });
  const input = (field: TextField) => (
    <TextInput label={t(`settings.creditor.${field}`)} readOnly={!may} {...form.getInputProps(field)} />
  );
  const { missing, paymentsKnownThrough, epuSubmitter } = creditor;
  const [naming, setNaming] = useState(false);
  return (
    <>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="sm">
          {missing.length > 0 && (
            <Alert color="yellow" variant="light">
              {t('settings.creditor.missing', { fields: missing.map((field) => fieldName(field)).join(', ') })}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
            <FieldGroup title={t('settings.creditor.company')}>
              {input('name')}
              {input('nip')}
              <Group grow align="flex-start">
                {input('street')}
                {input('house')}
                {input('flat')}
              </Group>
              <Group grow align="flex-start">
                {input('postalCode')}
                {input('town')}
              </Group>
            </FieldGroup>
            <FieldGroup title={t('settings.creditor.letters')}>
              {input('bankAccount')}
              <Textarea
                label={t('settings.creditor.letterhead')}
                autosize
                minRows={2}
                readOnly={!may}
                {...form.getInputProps('letterhead')}
              />
              <TextInput
                label={t('settings.creditor.tolerance')}
                inputMode="decimal"
                readOnly={!may}
                {...form.getInputProps('tolerance')}
              />
              {paymentsKnownThrough !== null && (
                <Text size="sm" c="var(--krok-quiet)">
                  {t('settings.creditor.known', { day: format.day(paymentsKnownThrough) })}
                </Text>
              )}
            </FieldGroup>
            <FieldGroup title={t('settings.creditor.messages')}>
              {input('senderEmail')}
              {input('replyTo')}
              {input('smsSender')}
            </FieldGroup>
            <FieldGroup title={t('settings.creditor.formal')}>
              <Checkbox
                label={t('settings.creditor.krdContract')}
                disabled={!may}
                {...form.getInputProps('krdContract', { type: 'checkbox' })}
              />
              {input('epuAccount')}
              <Text size="sm">
                {t('settings.creditor.epuSubmitter')}:{' '}
                {epuSubmitter === null
                  ? t('settings.creditor.noSubmitter')
                  : `${epuSubmitter.firstName} ${epuSubmitter.surname}, ${epuSubmitter.basis}`}
              </Text>
              {may && (
                <Group>
                  <Button size="xs" variant="default" onClick={() => setNaming(true)}>
                    {t(epuSubmitter === null ? 'settings.submitter.add' : 'settings.submitter.change')}
                  </Button>
                </Group>
              )}
            </FieldGroup>
          </SimpleGrid>
          <SaveFoot save={save} may={may} changed={form.isDirty()} />
        </Stack>
      </form>
      <SubmitterDialog creditor={creditor} opened={naming} close={() => setNaming(false)} />
    </>
  );

  function fieldName(field: string): string {
    const known = FIELDS.find((one) => one === field);
    return known ? t(`settings.creditor.field.${known}`) : field;
  }
}

const FIELDS = ['name', 'nip', 'address', 'bankAccount', 'senderEmail', 'krdContract', 'epuSubmitter'] as const;

function FieldGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Panel title={title}>
      <Stack gap="xs">{children}</Stack>
    </Panel>
  );
}

function valuesOf(creditor: CreditorSettings, point: string): Values {
  const texts = Object.fromEntries(TEXTS.map((field) => [field, creditor[field] ?? ''])) as Record<TextField, string>;
  return {
    ...texts,
    krdContract: creditor.krdContract,
    tolerance: (creditor.tolerance / 100).toFixed(2).replace('.', point),
  };
}
