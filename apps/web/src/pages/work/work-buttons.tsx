import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type WorkItem, workItem } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { ApprovalDialog } from './approval-dialog.tsx';
import { CompleteWorkDialog } from './complete-work-dialog.tsx';

/** Claim and complete, as far as the person may. */
export function WorkButtons({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const mayWork = useMay('work.do');
  const mayDecide = useMay('approvals.decide');
  const me = useQuery(queries.me()).data;
  const [completing, dialog] = useDisclosure(false);
  const claim = useMutation({
    mutationFn: () => postJson(path(['work', item.id, 'claim']), workItem),
    onSuccess: () => notifications.show({ message: t('work.claimed', { title: item.title }) }),
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['work'] }),
  });
  if (item.channel === 'approval') {
    return (
      <Group gap={6} justify="flex-end" wrap="nowrap">
        {mayDecide && (
          <Button size="compact-xs" onClick={dialog.open}>
            {t('work.approval.open')}
          </Button>
        )}
        <ApprovalDialog item={item} opened={completing} close={dialog.close} />
      </Group>
    );
  }
  if (!mayWork) return null;
  const free = item.claimedBy === null;
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {free && (
        <Button variant="default" size="compact-xs" loading={claim.isPending} onClick={() => claim.mutate()}>
          {t('work.claim')}
        </Button>
      )}
      {(free || item.claimedBy?.id === me?.id) && (
        <Button size="compact-xs" onClick={dialog.open}>
          {t('work.complete')}
        </Button>
      )}
      <CompleteWorkDialog item={item} opened={completing} close={dialog.close} />
    </Group>
  );
}
