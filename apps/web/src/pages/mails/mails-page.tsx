import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Page, Panel } from '../../layout/page.tsx';
import { Pager } from '../../layout/pager.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import classes from './mails-page.module.css';

/** Mails of the sandbox: list on the left, the chosen one beside it. */
export function MailsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  const mails = useQuery(queries.mails(page));
  const items = mails.data?.items ?? [];
  return (
    <Page title={t('mails.title')} subtitle={t('mails.subtitle')}>
      <div className={items.length > 0 ? classes['columns'] : undefined}>
        <Panel flush>
          {mails.isPending ? (
            <LoadingRows />
          ) : !mails.data ? (
            <Failure error={mails.error} retry={() => void mails.refetch()} />
          ) : items.length === 0 ? (
            <Empty title={t('mails.emptyTitle')} text={t('mails.emptyText')} />
          ) : (
            <ul className={classes['list']}>
              {items.map(({ id, subject, to, receivedAt }) => (
                <li key={id}>
                  <button type="button" aria-pressed={id === chosen} onClick={() => choose(id)}>
                    <span className={classes['row']}>
                      <strong>{to.join(', ')}</strong>
                      <time dateTime={receivedAt}>{format.instant(receivedAt)}</time>
                    </span>
                    <span className={classes['subject']}>{subject}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Panel>
        {items.length > 0 && <OneMail id={chosen} />}
      </div>
      {mails.data && mails.data.total > mails.data.size && (
        <Pager page={page} size={mails.data.size} total={mails.data.total} onChange={setPage} />
      )}
    </Page>
  );
}

function OneMail({ id }: { readonly id: string | null }) {
  const { t } = useTranslation();
  const mail = useQuery({ ...queries.mail(id ?? ''), enabled: id !== null });
  if (id === null) {
    return (
      <Panel>
        <Empty title={t('mails.choose')} />
      </Panel>
    );
  }
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
      <dl className={classes['envelope']}>
        <dt>{t('mails.from')}</dt>
        <dd>{from}</dd>
        <dt>{t('mails.columns.to')}</dt>
        <dd>{to.join(', ')}</dd>
      </dl>
      <p className={classes['text']}>{text}</p>
    </Panel>
  );
}
