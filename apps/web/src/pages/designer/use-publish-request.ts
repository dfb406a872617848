import { notifications } from '@mantine/notifications';
import type { DraftLine } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { usePublishing } from '../procedures/use-publishing.ts';
import type { DraftWork } from './use-draft.ts';

/**
 * What a person may do with a draft that is ready: publish it, ask another person to, or wait for that person. A request
 * is void once the draft is saved again.
 */
export function usePublishRequest(draftId: string, work: DraftWork) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayPublish = useMay('procedures.deploy');
  const twoPeople = usePublishing().data?.secondPerson === true;
  const line = useQuery({ ...queries.drafts(), staleTime: 0 }).data?.items.find(({ id }) => id === draftId);
  const request = work.state === 'saved' && line?.request?.revision === work.revision ? line.request : null;
  const settled = () => void client.invalidateQueries({ queryKey: ['drafts'] });
  const ask = useMutation({
    mutationFn: async (note: string) => {
      const revision = await work.flush();
      await postJson(path(['drafts', draftId, 'request']), z.unknown(), { revision, note });
    },
    onSuccess: () => {
      notifications.show({
        color: 'green',
        closeButtonProps: { 'aria-label': t('common.close') },
        message: t('publishing.asked', { name: work.name }),
      });
    },
    onSettled: settled,
  });
  const answer = useMutation({
    mutationFn: (note: string) => postJson(path(['drafts', draftId, 'decline']), z.unknown(), { note }),
    onSettled: settled,
  });
  return { mode: modeOf({ mayPublish, twoPeople, request }), mayPublish, twoPeople, request, ask, answer };
}

export type PublishAsking = ReturnType<typeof usePublishRequest>;

interface Standing {
  readonly mayPublish: boolean;
  readonly twoPeople: boolean;
  readonly request: DraftLine['request'];
}

function modeOf({ mayPublish, twoPeople, request }: Standing): 'publish' | 'ask' | 'wait' {
  const isOpen = request !== null && request.declined === null;
  if (mayPublish && (!twoPeople || (isOpen && !request.own))) return 'publish';
  return isOpen ? 'wait' : 'ask';
}
