import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { messageAnswer } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useProblemText } from '../../api/use-problem-text.ts';

/** Tells the case by hand that what it waits for has come. */
export function MessageButton({ caseId, name }: { readonly caseId: string; readonly name: string }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const maySend = useMay('messages.send');
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => postJson(path(['messages']), messageAnswer, { name, caseId, timeToLiveSeconds: 0 }),
    onSuccess: () => {
      notifications.show({ message: t('case.messageSent') });
      void client.invalidateQueries({ queryKey: ['case', caseId] });
    },
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
  });
  if (!maySend) return null;
  return (
    <Button variant="default" size="compact-xs" loading={send.isPending} onClick={() => send.mutate()}>
      {t('case.sendMessage')}
    </Button>
  );
}
