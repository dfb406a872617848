import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { accepted } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { useProblemText } from '../../api/use-problem-text.ts';

interface ResolveProps {
  readonly caseId: string;
  readonly incidentId: string;
  readonly element: string;
}

export function ResolveButton({ caseId, incidentId, element }: ResolveProps) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const resolve = useMutation({
    mutationFn: () => postJson(path(['cases', caseId, 'incidents', incidentId, 'resolve']), accepted, {}),
    onSuccess: () => notifications.show({ message: t('oversight.retried', { element }) }),
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['incidents'] }),
  });
  return (
    <Button variant="default" size="compact-xs" loading={resolve.isPending} onClick={() => resolve.mutate()}>
      {t('oversight.retry')}
    </Button>
  );
}
