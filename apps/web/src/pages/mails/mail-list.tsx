import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { Facts, RecordColumns } from '../sandbox/record-columns.tsx';
import classes from '../sandbox/sandbox.module.css';

/** Mails of the sandbox. */
export function MailList() {
  const { t } = useTranslation();
  const [page, turn] = useState(1);
  const mails = useQuery(queries.mails(page));
  return (
    <RecordColumns
      records={mails}
      page={page}
      turn={turn}
      nothing={t('sandbox.empty.mails')}
      head={({ to, receivedAt, subject }) => ({ who: to.join(', '), at: receivedAt, what: subject })}
    >
      {({ id }) => <OneMail id={id} />}
    </RecordColumns>
  );
}

function OneMail({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const mail = useQuery(queries.mail(id));
  if (!mail.data) {
    return (
      <Panel flush>
        {mail.isError ? <Failure error={mail.error} retry={() => void mail.refetch()} /> : <LoadingRows rows={5} />}
      </Panel>
    );
  }
  const { subject, from, to, text } = mail.data;
  return (
    <Panel title={subject}>
      <Facts
        facts={[
          [t('sandbox.from'), from],
          [t('sandbox.to'), to.join(', ')],
        ]}
      />
      <p className={classes['text']}>{text}</p>
    </Panel>
  );
}
