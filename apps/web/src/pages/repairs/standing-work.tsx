import type { StandstillItem } from '@krok/contracts/schemas';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { IncidentText } from '../oversight/incident-text.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import classes from './repairs.module.css';
import { repairQueries } from './repair-queries.ts';

/** Desks, daily work, listings and claims that stand still; those of cases are among the incidents. */
export function StandingWork() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(repairQueries.standstills());
  const items = data?.items.filter(({ caseId }) => caseId === null) ?? [];
  return (
    <Panel title={t('repairs.standing')} flush>
      {isPending ? (
        <LoadingRows rows={2} />
      ) : !data ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : items.length === 0 ? (
        <p className={classes['none']} data-nothing>
          {t('repairs.noStanding')}
        </p>
      ) : (
        <ul className={classes['lines']}>
          {items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Line({ item }: { readonly item: StandstillItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayResolve = useMay('incidents.resolve');
  const textOf = useProblemText();
  const client = useQueryClient();
  const { id, owner, about, cause, detail, remedy, times, since, commandId } = item;
  const act = useMutation({
    mutationFn: (what: 'retry' | 'drop') => postJson(path(['standstills', id, what]), z.object({ id: z.string() })),
    onSuccess: (_, what) => notifications.show({ message: t(what === 'drop' ? 'repairs.dropped' : 'repairs.revived') }),
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['incidents'] }),
  });
  const [dropping, setDropping] = useState(false);
  return (
    <li>
      <div>
        <strong>
          {t(`repairs.owner.${owner}`)}
          {about !== null && ` · ${about}`}
        </strong>
        {t(`repairs.because.${cause}`)}
        <IncidentText cause="" message={detail} />
        <small>
          {t('repairs.times', { count: times })} · {format.instant(since)} · {t(`repairs.remedy.${remedy}`)}
        </small>
      </div>
      {mayResolve && remedy !== 'rebuild' && (
        <Group gap={6} wrap="nowrap">
          <Button size="compact-xs" variant="default" loading={act.isPending} onClick={() => act.mutate('retry')}>
            {t('repairs.revive')}
          </Button>
          {commandId !== null && (
            <Button size="compact-xs" variant="default" onClick={() => setDropping(true)}>
              {t('repairs.drop')}
            </Button>
          )}
        </Group>
      )}
      <Dialog opened={dropping} close={() => setDropping(false)} title={t('repairs.drop')}>
        <DialogForm
          act={act}
          onSubmit={() => act.mutate('drop')}
          submit={t('repairs.drop')}
          final
          focus="cancel"
          close={() => setDropping(false)}
        >
          <Text size="sm">{t('repairs.dropText')}</Text>
        </DialogForm>
      </Dialog>
    </li>
  );
}
