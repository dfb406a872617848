import { Badge, Button, Popover, Text } from '@mantine/core';
import type { DraftLine } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteJson, path } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './procedures.module.css';

/** Who saved a draft last and when; it may be thrown away, after a question. */
export function DraftNote({ draft, removable }: { readonly draft: DraftLine; readonly removable: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const discard = useMutation({
    mutationFn: () => deleteJson(path(['drafts', draft.id])),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['drafts'] }),
  });
  return (
    <span className={classes['note']}>
      {t('procedures.savedBy', { name: draft.savedBy ?? t('case.machine'), when: format.instant(draft.savedAt) })}
      {draft.request && draft.request.revision === draft.revision && (
        <Badge color={draft.request.declined ? 'red' : 'blue'} title={draft.request.note}>
          {t(draft.request.declined ? 'publishing.markDeclined' : 'publishing.mark')}
        </Badge>
      )}
      {removable && (
        <Popover position="bottom" shadow="md" withArrow>
          <Popover.Target>
            <Button variant="subtle" color="gray" size="compact-xs">
              {t('procedures.discard')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Text size="sm" mb="xs">
              {t('procedures.discardSure', { name: draft.name })}
            </Text>
            <Button color="red" loading={discard.isPending} onClick={() => discard.mutate()}>
              {t('procedures.discardYes')}
            </Button>
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
