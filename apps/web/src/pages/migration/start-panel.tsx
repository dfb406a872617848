import { caseMigration } from '@krok/contracts/schemas';
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { Panel } from '../../layout/page.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import type { Move } from './migration-queries.ts';
import classes from './migration.module.css';

interface StartProps {
  readonly move: Move;
  readonly cases: readonly string[];
  /** Every case has been checked. */
  readonly ready: boolean;
  readonly started: (id: string) => void;
}

/** Says why, and lets them go over. */
export function StartPanel({ move: { processId, ...versions }, cases, ready, started }: StartProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  // Asked twice, by a lost answer or an impatient hand, it is one migration.
  const [key] = useState(() => crypto.randomUUID());
  const start = useMutation({
    mutationFn: () =>
      postJson(path(['processes', processId, 'migrations']), caseMigration, {
        ...versions,
        key,
        reason: reason.trim(),
        cases,
      }),
    onSuccess: ({ id }) => {
      for (const name of ['migration', 'versions']) void client.invalidateQueries({ queryKey: [name] });
      started(id);
    },
  });
  return (
    <Panel title={t('migration.start.title')}>
      <p className={classes['lead']}>{t('migration.start.text')}</p>
      <Textarea
        autosize
        minRows={2}
        maw={640}
        required
        maxLength={500}
        label={t('migration.start.reason')}
        description={t('migration.start.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemAlert error={start.error} mt="sm" />
      <Button
        mt="md"
        disabled={!ready || cases.length === 0 || reason.trim() === ''}
        loading={start.isPending}
        onClick={() => start.mutate()}
      >
        {t('migration.start.button', { count: cases.length })}
      </Button>
    </Panel>
  );
}
