import { Popover } from '@mantine/core';
import type { Notification } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import { useFormat } from '../i18n/use-format.ts';
import classes from './bell.module.css';
import { forgetLostClaims, useLostClaims } from './lost-claims.ts';

/** What waits for this person: approvals, call-backs, cases that stand still, work that somebody else took first. */
export function BellPanel({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const found = useQuery(queries.notifications()).data?.items ?? [];
  const items = found.toSorted((left, right) => right.at.localeCompare(left.at));
  const lost = useLostClaims();
  const count = items.length + lost.length;
  return (
    <Popover
      opened
      onDismiss={close}
      onClose={close}
      position="right-start"
      width={360}
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <span />
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label={t('frame.bell.title')}>
        <section className={classes['list']}>
          <h2>
            {t('frame.bell.title')} {count > 0 && <small>{count}</small>}
          </h2>
          {count === 0 && <p>{t('frame.bell.nothing')}</p>}
          <ul>
            {items.map((item) => (
              <li key={`${item.kind} ${item.id}`}>
                <Line item={item} close={close} />
              </li>
            ))}
            {lost.map(({ id, title, by }) => (
              <li key={id} className={classes['plain']}>
                <strong>{t('frame.bell.lostClaim', { title })}</strong>
                <small>{by === null ? t('frame.bell.takenBySomebody') : t('frame.bell.takenBy', { name: by })}</small>
              </li>
            ))}
          </ul>
          {lost.length > 0 && (
            <button type="button" className={classes['forget']} onClick={forgetLostClaims}>
              {t('frame.bell.forget')}
            </button>
          )}
        </section>
      </Popover.Dropdown>
    </Popover>
  );
}

function Line({ item, close }: { readonly item: Notification; readonly close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = <small>{format.instant(item.at)}</small>;
  switch (item.kind) {
    case 'incident':
      return (
        <Link to="/cases/$caseId" params={{ caseId: item.caseId }} onClick={close}>
          <strong>{t('frame.bell.incident')}</strong>
          <span>{t(`oversight.causes.${item.cause}`, { defaultValue: item.cause })}</span>
          {at}
        </Link>
      );
    case 'unknownEffect':
      return (
        <Link to="/oversight" onClick={close}>
          <strong>{t('frame.bell.unknownEffect')}</strong>
          <span>{t(`oversight.channels.${item.channel}`, { defaultValue: item.channel })}</span>
          {at}
        </Link>
      );
    case 'approval':
    case 'callback':
      return (
        <Link to="/work" search={{ item: item.id }} onClick={close}>
          <strong>{t(`frame.bell.${item.kind}`)}</strong>
          <span>{[item.title, item.debtorName].filter((part) => part !== null).join(' · ')}</span>
          {at}
        </Link>
      );
  }
}
