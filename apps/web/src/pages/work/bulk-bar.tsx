import { Button, Group, Text } from '@mantine/core';
import { bulkWorkAnswer, type WorkItem } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import classes from './bulk-bar.module.css';
import { daysFrom, instantAt } from '../../dates/read-day.ts';

type Answer = z.infer<typeof bulkWorkAnswer>;

/** The same act for several items, with what became of each. */
export function BulkBar({ items, clear }: { readonly items: readonly WorkItem[]; readonly clear: () => void }) {
  const { t, i18n } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const clock = useQuery(queries.clock()).data;
  const [answer, setAnswer] = useState<Answer | null>(null);
  const act = useMutation({
    mutationFn: (kind: object) =>
      postJson(path(['work', 'bulk']), bulkWorkAnswer, { act: kind, ids: items.map(({ id }) => id) }),
    onSuccess: setAnswer,
    onSettled: () => void client.invalidateQueries({ queryKey: ['work'] }),
  });
  const mayAssign = useMay('work.assign');
  const [assigning, setAssigning] = useState(false);
  const tomorrow = () => {
    if (!clock) return;
    const today = new Date(clock.now).toLocaleDateString('sv', { timeZone: clock.zone });
    act.mutate({ kind: 'snooze', until: instantAt(daysFrom(today, 1), '08:00', clock.zone) });
  };
  const named = new Map(items.map((item) => [item.id, item.debtorName ?? item.title]));
  return (
    <div className={classes['bar']} role="region" aria-label={t('desk.selected', { count: items.length })}>
      <strong>{t('desk.selected', { count: items.length })}</strong>
      {act.error && <Text c="var(--krok-danger-text)">{textOf(act.error)}</Text>}
      <Group gap={6}>
        <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ kind: 'claim' })}>
          {t('desk.bulk.claim')}
        </Button>
        <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ kind: 'release' })}>
          {t('desk.bulk.release')}
        </Button>
        <Button variant="default" loading={act.isPending} onClick={tomorrow}>
          {t('desk.bulk.snooze')}
        </Button>
        {mayAssign && (
          <Button variant="default" loading={act.isPending} onClick={() => setAssigning(true)}>
            {t('desk.bulk.assign')}
          </Button>
        )}
        <Button variant="subtle" onClick={clear}>
          {t('desk.bulk.clear')}
        </Button>
      </Group>
      {assigning && (
        <AssignDialog
          count={items.length}
          close={() => setAssigning(false)}
          assign={(to) => {
            setAssigning(false);
            act.mutate({ kind: 'assign', to });
          }}
        />
      )}
      <Dialog
        opened={answer !== null}
        close={() => {
          setAnswer(null);
          clear();
        }}
        title={t('desk.bulk.title')}
      >
        <p>
          {t('desk.bulk.done', {
            done: answer?.results.filter(({ ok }) => ok).length ?? 0,
            count: answer?.results.length ?? 0,
          })}
        </p>
        <ul className={classes['results']}>
          {answer?.results.map(({ id, ok, code }) => (
            <li key={id} data-ok={ok || undefined}>
              <span>{named.get(id) ?? id}</span>
              <span>{ok ? t('desk.bulk.ok') : i18n.t(`problem.${code ?? 'internal'}`)}</span>
            </li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}
