import { Button } from '@mantine/core';
import { createDraftAnswer } from '@krok/contracts/schemas';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import classes from './designer-bar.module.css';
import type { DraftWork } from './use-draft.ts';

interface SaveNoteProps {
  readonly draftId: string;
  readonly work: DraftWork;
}

/** Where the draft stands: saved, under way, changed or removed by somebody else, with the ways out. */
export function SaveNote({ draftId, work }: SaveNoteProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const lines = useQuery(queries.drafts()).data?.items;
  const line = lines?.find(({ id }) => id === draftId);
  const copy = useMutation({
    mutationFn: () =>
      postJson(path(['drafts']), createDraftAnswer, { from: 'files', name: work.name, files: [...work.files] }),
    onSuccess: ({ id }) => {
      work.giveUp();
      return navigate({ to: '/designer/$draftId', params: { draftId: id } });
    },
  });
  const { state, takenBy, restored } = work;
  // Whoever has changed nothing here is told of what others save at once, not at their own next change.
  const newer = state === 'saved' && line !== undefined && line.revision > work.revision ? line : null;
  const named = (by: string | null, what: 'taken' | 'newer') =>
    by === null ? t(`saving.${what}Somebody`) : t(`saving.${what}`, { name: by });
  return (
    <span className={classes['save']} role="status" data-state={newer ? 'taken' : state}>
      <span>
        {newer
          ? named(newer.savedBy, 'newer')
          : state === 'taken'
            ? named(takenBy, 'taken')
            : t(`saving.${restored && state === 'saved' ? 'restored' : state}`)}
      </span>
      {newer && (
        <Button variant="default" size="compact-xs" onClick={work.giveUp}>
          {t('saving.show')}
        </Button>
      )}
      {state === 'taken' && (
        <>
          <Button variant="default" size="compact-xs" onClick={work.giveUp}>
            {t('saving.reload')}
          </Button>
          <Button variant="default" size="compact-xs" onClick={() => void work.overwrite()}>
            {t('saving.overwrite')}
          </Button>
        </>
      )}
      {state === 'gone' && (
        <Button variant="default" size="compact-xs" loading={copy.isPending} onClick={() => copy.mutate()}>
          {t('saving.asNew')}
        </Button>
      )}
    </span>
  );
}
