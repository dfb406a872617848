import { Alert, Button, Group, Popover, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublishAsking } from './use-publish-request.ts';

/** Who asks for the publication and why, with the answers to it; else why one has to ask. */
export function RequestNote({ asking }: { readonly asking: PublishAsking }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { mode, request, answer, mayPublish } = asking;
  if (request?.declined) {
    const { by, note } = request.declined;
    return <Alert color="red">{t('publishing.declined', { name: by, note })}</Alert>;
  }
  if (request) {
    return (
      <Alert color="blue" role="status">
        {request.own
          ? t('publishing.waiting', { note: request.note })
          : t('publishing.byOther', { name: request.by, note: request.note })}
        <Group mt={8}>
          {request.own ? (
            <Button variant="default" size="xs" loading={answer.isPending} onClick={() => answer.mutate('')}>
              {t('publishing.withdraw')}
            </Button>
          ) : (
            <Popover position="bottom-start" shadow="md" withArrow trapFocus>
              <Popover.Target>
                <Button variant="default" size="xs">
                  {t('publishing.decline')}
                </Button>
              </Popover.Target>
              <Popover.Dropdown>
                <Textarea
                  size="xs"
                  autosize
                  minRows={2}
                  label={t('publishing.declineNote')}
                  maxLength={2000}
                  value={reason}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
                <Button
                  mt={8}
                  size="xs"
                  disabled={reason.trim() === ''}
                  loading={answer.isPending}
                  onClick={() => answer.mutate(reason.trim())}
                >
                  {t('publishing.decline')}
                </Button>
              </Popover.Dropdown>
            </Popover>
          )}
        </Group>
      </Alert>
    );
  }
  if (mode === 'publish') return null;
  return <Alert color="gray">{t(mayPublish ? 'publishing.twoPeople' : 'publishing.mayOnlyAsk')}</Alert>;
}
