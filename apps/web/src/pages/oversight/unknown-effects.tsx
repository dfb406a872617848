import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReconcileBody, UnknownEffect } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { SentDocument } from '../case/document-dialog.tsx';
import { useReasonText } from '../case/use-reason-text.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import classes from './oversight-page.module.css';

/** Deliveries of which nobody knows whether they arrived: a person finds out and says so. */
export function UnknownEffects() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const mayReconcile = useMay('effects.reconcile');
  const effects = useQuery(queries.effects());
  const [chosen, choose] = useState<UnknownEffect | null>(null);
  const channelText = (channel: string) =>
    i18n.exists(`oversight.channels.${channel}`) ? i18n.t(`oversight.channels.${channel}`) : channel;
  return (
    <Panel title={t('oversight.effects')} flush>
      {effects.isPending ? (
        <LoadingRows rows={3} />
      ) : !effects.data ? (
        <Failure error={effects.error} retry={() => void effects.refetch()} />
      ) : effects.data.items.length === 0 ? (
        <p className={classes['nothing']}>{t('oversight.noEffects')}</p>
      ) : (
        <Table.ScrollContainer minWidth={820} type="native">
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('oversight.columns.channel')}</Table.Th>
                <Table.Th>{t('cases.columns.debtor')}</Table.Th>
                <Table.Th>{t('oversight.columns.case')}</Table.Th>
                <Table.Th>{t('oversight.columns.attempted')}</Table.Th>
                <Table.Th>{t('oversight.columns.message')}</Table.Th>
                <Table.Th className={classes['actions'] ?? ''}>{t('oversight.columns.actions')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {effects.data.items.map((effect) => (
                <Table.Tr key={effect.id}>
                  <Table.Td>{channelText(effect.channel)}</Table.Td>
                  <Table.Td>{effect.debtorName ?? t('common.none')}</Table.Td>
                  <Table.Td>
                    {effect.cases.map(({ caseId, caseKey }) => (
                      <div key={caseId}>
                        <Link to="/cases/$caseId" params={{ caseId }} className={classes['case'] ?? ''}>
                          {caseKey ?? t('cases.columns.key')}
                        </Link>
                      </div>
                    ))}
                  </Table.Td>
                  <Table.Td>{format.instant(effect.attemptedAt)}</Table.Td>
                  <Table.Td>{effect.detail === null ? t('common.none') : <Detail reason={effect.detail} />}</Table.Td>
                  <Table.Td className={classes['actions'] ?? ''}>
                    {mayReconcile && (
                      <Button size="compact-xs" variant="default" onClick={() => choose(effect)}>
                        {t('oversight.reconcile')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Dialog opened={chosen !== null} close={() => choose(null)} size={720} title={t('oversight.reconcileTitle')}>
        {chosen && <Reconcile effect={chosen} close={() => choose(null)} />}
      </Dialog>
    </Panel>
  );
}

function Reconcile({ effect, close }: { readonly effect: UnknownEffect; readonly close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const reconcile = useMutation({
    mutationFn: (outcome: ReconcileBody['outcome']) =>
      postJson(path(['effects', effect.id, 'reconcile']), z.object({ id: z.string(), status: z.string() }), {
        outcome,
      }),
    onSuccess: () => {
      notifications.show({ message: t('oversight.reconciled') });
      close();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['effects'] }),
  });
  return (
    <Stack gap="md">
      <ProblemAlert error={reconcile.error} />
      <Text size="sm">{t('oversight.reconcileText')}</Text>
      <section aria-label={t('ops.whatSent')}>
        <Text size="xs" c="var(--krok-quiet)" mb={4}>
          {t('ops.whatSent')}
        </Text>
        <SentDocument effectId={effect.id} />
      </section>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" loading={reconcile.isPending} onClick={() => reconcile.mutate('notDelivered')}>
          {t('oversight.notDelivered')}
        </Button>
        <Button loading={reconcile.isPending} onClick={() => reconcile.mutate('delivered')}>
          {t('oversight.delivered')}
        </Button>
      </Group>
    </Stack>
  );
}

function Detail({ reason }: { readonly reason: string }) {
  const { t } = useTranslation();
  const { text, technical } = useReasonText()(reason);
  return technical === null ? (
    text
  ) : (
    <details className={classes['known']}>
      <summary>{t('oversight.details')}</summary>
      <span lang="en">{technical}</span>
    </details>
  );
}
