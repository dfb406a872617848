import { Alert, Button, Loader, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type Draft, publishAnswer } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, path, postJson } from '../../api/client.ts';
import type { CheckAnswer } from '../../designer/check/check-message.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import { ChangeList } from './change-list.tsx';
import { CompareDiagrams } from './compare-diagrams.tsx';
import classes from './publish-dialog.module.css';
import { RemainingWarnings } from './remaining-warnings.tsx';
import { RequestNote } from './request-note.tsx';
import { useComparison } from './use-comparison.ts';
import { usePublishRequest } from './use-publish-request.ts';
import type { DraftWork } from './use-draft.ts';

interface PublishProps {
  readonly opened: Draft;
  readonly work: DraftWork;
  readonly modeler: Modeler | null;
  readonly check: CheckAnswer | undefined;
  readonly onClose: () => void;
}

/** What would change, element by element; then why, and the button. */
export function PublishDialog({ opened, work, modeler, check, onClose }: PublishProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const [looked, setChosen] = useState<string | null>(null);
  const comparison = useComparison(work.files, modeler, check);
  const publish = useMutation({
    mutationFn: async () => {
      const revision = await work.flush();
      if (!comparison) throw new ApiError('draft-changed');
      const over = comparison.live?.deploymentId ?? null;
      return postJson(path(['drafts', opened.id, 'publish']), publishAnswer, { revision, note: note.trim(), over });
    },
    onSuccess: async ({ deployment }) => {
      for (const key of ['processes', 'deployments', 'drafts', 'versions']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
      const [process] = deployment.processes;
      notifications.show({
        color: 'green',
        closeButtonProps: { 'aria-label': t('common.close') },
        message: t('designer.published', { name: process?.name ?? work.name, version: process?.version ?? 1 }),
      });
      if (process) await navigate({ to: '/procedures/$processId', params: { processId: process.processId } });
      else await navigate({ to: '/procedures' });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'live-changed') {
        void client.invalidateQueries({ queryKey: ['processes'] });
      }
    },
  });
  const asking = usePublishRequest(opened.id, work);
  const asked = asking.request && !asking.request.own ? asking.request.note : '';
  useEffect(() => setNote((former) => (former === '' ? asked : former)), [asked]);
  // The window opens before there is a note to write.
  const noteField = useRef<HTMLTextAreaElement>(null);
  const isCompared = comparison !== undefined && comparison !== null;
  useEffect(() => {
    if (isCompared) noteField.current?.focus();
  }, [isCompared]);
  const first = comparison?.changes.find(({ kind, element }) => kind !== 'moved' && !element.type.endsWith('Flow'));
  const chosen = looked ?? first?.element.id ?? null;
  const nothing = comparison?.runsAlike === true && comparison.changes.length === 0;
  const draftXml = work.files.find(({ kind }) => kind === 'bpmn')?.content ?? '';
  return (
    <Dialog
      opened
      close={onClose}
      fullScreen
      title={t(comparison?.live ? 'designer.publishTitle' : 'designer.publishNew', { name: work.name })}
      classNames={{ body: classes['body'] ?? '', content: classes['content'] ?? '' }}
    >
      {!comparison ? (
        <Loader m="xl" role="status" aria-label={t('common.loading')} />
      ) : (
        <div className={classes['layout']}>
          <CompareDiagrams comparison={comparison} draftXml={draftXml} chosen={chosen} />
          <form
            className={classes['side']}
            onSubmit={(event) => {
              event.preventDefault();
              if (note.trim() === '' || nothing) return;
              if (asking.mode === 'publish') publish.mutate();
              else asking.ask.mutate(note.trim(), { onSuccess: onClose });
            }}
          >
            {nothing ? (
              <Alert color="gray" role="status">
                {t('designer.nothingChanged')}
              </Alert>
            ) : (
              comparison.runsAlike &&
              comparison.live && (
                <Alert color="blue" role="status">
                  {t('designer.onlyDrawn', { version: comparison.live.version })}
                </Alert>
              )
            )}
            {!nothing && <RemainingWarnings problems={check?.problems ?? []} modeler={modeler} />}
            <RequestNote asking={asking} />
            <ChangeList comparison={comparison} chosen={chosen} onChoose={setChosen} />
            <Textarea
              size="sm"
              autosize
              minRows={2}
              maxRows={6}
              required
              maxLength={2000}
              label={t('designer.note')}
              placeholder={t('designer.notePlaceholder')}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              ref={noteField}
            />
            {comparison.live && !comparison.runsAlike && <p className={classes['effect']}>{t('designer.effect')}</p>}
            <ProblemAlert error={publish.error ?? asking.ask.error} />
            <Button
              type="submit"
              size="sm"
              disabled={note.trim() === '' || nothing || asking.mode === 'wait'}
              loading={publish.isPending || asking.ask.isPending}
            >
              {t(asking.mode === 'publish' ? 'designer.publishNow' : 'publishing.ask')}
            </Button>
          </form>
        </div>
      )}
    </Dialog>
  );
}
