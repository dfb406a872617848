import { Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { contactPolicyView, type ContactPolicyView } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, putJson } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { SaveFoot } from './save-foot.tsx';
import { settingsQueries } from './settings-queries.ts';

const NUMBERS = ['maxPerDay', 'maxPerWeek', 'joiningDelayMinutes', 'promiseGraceDays'] as const;

/** When and how often a debtor may be contacted; each change is a version with its reason. */
export function PolicyPart() {
  const policy = useQuery(settingsQueries.policy());
  if (policy.data) return <PolicyForm key={policy.data.version} view={policy.data} />;
  return (
    <Panel flush>
      {policy.isError ? <Failure error={policy.error} retry={() => void policy.refetch()} /> : <LoadingRows rows={5} />}
    </Panel>
  );
}

function PolicyForm({ view }: { readonly view: ContactPolicyView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const may = useMay('settings.change');
  const timeOf = (value: string) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : t('settings.policy.time'));
  const { policy, bounds, version, setBy, setAt } = view;
  const form = useForm({
    initialValues: {
      opens: policy.window.opens,
      closes: policy.window.closes,
      days: policy.window.days,
      maxPerDay: policy.maxPerDay,
      maxPerWeek: policy.maxPerWeek,
      joiningDelayMinutes: policy.joiningDelayMinutes,
      promiseGraceDays: policy.promiseGraceDays,
      longestHoldDays: policy.longestHoldDays ?? ('' as number | ''),
      note: '',
    },
    // A browser writes times as its own language does, not as the page's: so they are text.
    validate: { opens: timeOf, closes: timeOf },
  });
  const save = useMutation({
    mutationFn: ({ opens, closes, days, longestHoldDays, note, ...numbers }: typeof form.values) =>
      putJson(path(['contact-policy']), contactPolicyView, {
        version,
        ...(note.trim() !== '' && { note: note.trim() }),
        policy: {
          ...numbers,
          window: { opens, closes, days },
          longestHoldDays: longestHoldDays === '' ? null : longestHoldDays,
        },
      }),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved') });
      void client.invalidateQueries({ queryKey: ['settings'] });
    },
  });
  const within = (name: string) => {
    const bound = bounds[name];
    return bound ? t('settings.policy.bounds', { least: bound.least, most: bound.most }) : undefined;
  };
  return (
    <Panel
      title={version === 0 ? t('settings.tabs.policy') : t('settings.policy.version', { version })}
      aside={
        <Text size="xs" c="var(--krok-quiet)">
          {setAt === null
            ? t('settings.policy.byDefault')
            : t('settings.policy.setBy', { name: setBy ?? t('settings.somebody'), when: format.instant(setAt) })}
        </Text>
      }
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="sm" maw={760}>
          <Text c="var(--krok-quiet)">{t('settings.policy.text')}</Text>
          <Group grow align="flex-start">
            <TextInput label={t('settings.policy.opens')} readOnly={!may} {...form.getInputProps('opens')} />
            <TextInput label={t('settings.policy.closes')} readOnly={!may} {...form.getInputProps('closes')} />
            {may ? (
              <Select
                label={t('settings.policy.days')}
                data={(['businessDays', 'everyDay'] as const).map((value) => ({
                  value,
                  label: t(`settings.policy.${value}`),
                }))}
                allowDeselect={false}
                {...form.getInputProps('days')}
              />
            ) : (
              <TextInput
                label={t('settings.policy.days')}
                value={t(`settings.policy.${policy.window.days}`)}
                readOnly
              />
            )}
          </Group>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            {NUMBERS.map((name) => (
              <NumberInput
                key={name}
                label={t(`settings.policy.${name}`)}
                description={within(name)}
                min={0}
                allowDecimal={false}
                readOnly={!may}
                {...form.getInputProps(name)}
              />
            ))}
            <NumberInput
              label={t('settings.policy.longestHoldDays')}
              description={within('longestHoldDays')}
              min={1}
              allowDecimal={false}
              readOnly={!may}
              {...form.getInputProps('longestHoldDays')}
            />
          </SimpleGrid>
          {may && <TextInput label={t('settings.policy.note')} {...form.getInputProps('note')} />}
          <SaveFoot save={save} may={may} changed={form.isDirty()} />
        </Stack>
      </form>
    </Panel>
  );
}
