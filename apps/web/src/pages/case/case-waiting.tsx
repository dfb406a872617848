import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type DiagramState, messageAnswer } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import classes from './case-page.module.css';

/** Timers and messages that the case waits for. */
export function CaseWaiting({ caseId, position }: { readonly caseId: string; readonly position: DiagramState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const textOf = useProblemText();
  const maySend = useMay('messages.send');
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (name: string) => postJson(path(['messages']), messageAnswer, { name, caseId, timeToLiveSeconds: 0 }),
    onSuccess: () => {
      notifications.show({ message: t('case.messageSent') });
      void client.invalidateQueries({ queryKey: ['case', caseId] });
    },
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
  });
  const { timers, messages, status } = position;
  if (status === 'completed' || status === 'terminated') return null;
  return (
    <Panel title={t('case.waiting')}>
      {timers.length + messages.length === 0 ? (
        <Text size="sm" c="var(--krok-quiet)">
          {status === 'new' ? t('case.pending') : t('case.noWaiting')}
        </Text>
      ) : (
        <ul className={classes['list']}>
          {timers.map(({ elementId, due }) => (
            <li key={`${elementId} ${due}`}>{t('case.waitsForTimer', { due: format.instant(due) })}</li>
          ))}
          {messages.map(({ elementId, name, correlationKey }) => (
            <li key={`${elementId} ${name}`}>
              <div>
                {t('case.waitsForMessage', { name })}
                <small>{correlationKey}</small>
              </div>
              {maySend && (
                <Button
                  variant="default"
                  size="compact-xs"
                  loading={send.isPending && send.variables === name}
                  onClick={() => send.mutate(name)}
                >
                  {t('case.sendMessage')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
