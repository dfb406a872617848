import { Switch, Text } from '@mantine/core';
import { publishingView } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, putJson } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import { usePublishing } from './use-publishing.ts';

/** Whether a second person publishes; an administrator decides, everybody sees who did. */
export function PublishingRule() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const mayChange = useMay('settings.change');
  const rule = usePublishing().data;
  const set = useMutation({
    mutationFn: (secondPerson: boolean) =>
      putJson(path(['publishing']), publishingView, { version: rule?.version ?? 0, secondPerson }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['publishing'] }),
  });
  if (!rule) return null;
  return (
    <Panel title={t('publishing.title')}>
      <Switch
        label={t('publishing.rule')}
        description={t('publishing.ruleHint')}
        checked={rule.secondPerson}
        disabled={!mayChange || set.isPending}
        onChange={(event) => set.mutate(event.currentTarget.checked)}
      />
      {rule.setBy !== null && rule.setAt !== null && (
        <Text size="xs" c="var(--krok-quiet)" mt={6}>
          {t('publishing.set', { name: rule.setBy, when: format.instant(rule.setAt) })}
        </Text>
      )}
      <ProblemAlert error={set.error} mt="sm" />
    </Panel>
  );
}
