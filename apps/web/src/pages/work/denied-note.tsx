import { Alert } from '@mantine/core';
import type { WorkDetail } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

/** Why the task is here again, in the words of who checked it. */
export function DeniedNote({ denied }: { readonly denied: NonNullable<WorkDetail['denied']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { on, at, by, reason, note } = denied;
  return (
    <Alert color="yellow" title={t(`desk.denied.${on}`)} p="xs" mt="sm">
      {reason === '' ? t('desk.denied.noReason') : reason}
      <br />
      <small>
        {[by, format.instant(at)].filter(Boolean).join(', ')}
        {on === 'completing' && ` · ${t('desk.denied.kept')}`}
        {note !== null && ` ${t('desk.denied.note', { note })}`}
      </small>
    </Alert>
  );
}
