import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import classes from './mail-dialog.module.css';

/** A message as it was sent. */
export function MailDialog({ id, close }: { readonly id: string | null; readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={id !== null} close={close} size="lg" title={t('desk.mailTitle')}>
      {id !== null && <Mail id={id} />}
    </Dialog>
  );
}

function Mail({ id }: { readonly id: string }) {
  const mail = useQuery(queries.mail(id));
  if (mail.isPending) return <LoadingRows rows={4} />;
  if (!mail.data) return <Failure error={mail.error} retry={() => void mail.refetch()} />;
  return (
    <>
      <Text fw={600}>{mail.data.subject}</Text>
      <Text size="xs" c="var(--krok-quiet)">
        {mail.data.to.join(', ')}
      </Text>
      <pre className={classes['text']}>{mail.data.text}</pre>
    </>
  );
}
