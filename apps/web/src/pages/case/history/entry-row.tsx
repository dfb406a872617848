import { type TimelineEntry, timelineKindOf } from '@krok/contracts/schemas';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import classes from './history.module.css';
import { useEntryText } from './use-entry-text.ts';

export interface EntryRowProps {
  readonly entry: TimelineEntry;
  /** Of several cases: each entry names its own. */
  readonly namesCase?: boolean;
  readonly document: (effectId: string) => void;
  /** Shows what was approved in a bundle; absent where that is not known. */
  readonly approval?: ((bundleId: string) => void) | undefined;
  readonly mayReplay: boolean;
  /** Of the row where reading goes on. */
  readonly first?: Ref<HTMLLIElement> | undefined;
}

export function EntryRow({ entry, namesCase, document, approval, mayReplay, first }: EntryRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { headline, details, quote, who, tone, technical } = useEntryText()(entry);
  const act = entry.kind === 'act' ? entry : null;
  const effectId = act?.effectId ?? null;
  const bundleId = act?.channel === 'approval' && act.approval?.approved ? act.bundleId : null;
  return (
    <li className={classes['row']} tabIndex={-1} ref={first} data-tone={tone} data-group={timelineKindOf(entry)}>
      <time dateTime={entry.at} className={classes['time']}>
        {format.time(entry.at)}
      </time>
      <span className={classes['mark']} />
      <div className={classes['body']}>
        <p className={classes['head']}>
          <strong>
            {mayReplay && entry.kind === 'step' && entry.caseId !== null ? (
              <Link
                to="/cases/$caseId/replay"
                params={{ caseId: entry.caseId }}
                search={{ step: entry.seq }}
                title={t('history.replayHere')}
              >
                {headline}
              </Link>
            ) : (
              headline
            )}
          </strong>
          <span>{who}</span>
        </p>
        {details.length > 0 && <p className={classes['details']}>{details.join(' · ')}</p>}
        {quote !== null && <blockquote className={classes['quote']}>{quote}</blockquote>}
        <p className={classes['links']}>
          {effectId !== null && act?.state !== 'waiting' && (
            <Anchor component="button" type="button" size="xs" onClick={() => document(effectId)}>
              {act?.channel === 'letter' ? t('file.letter') : t('file.document')}
            </Anchor>
          )}
          {bundleId !== null && approval && (
            <Anchor component="button" type="button" size="xs" onClick={() => approval(bundleId)}>
              {t('file.grounds.seeApproval')}
            </Anchor>
          )}
          {namesCase && entry.caseId !== null && (
            <Link to="/cases/$caseId" params={{ caseId: entry.caseId }}>
              {entry.caseKey ?? t('cases.columns.key')}
            </Link>
          )}
        </p>
        {technical !== null && (
          <details className={classes['technical']}>
            <summary>{t('oversight.details')}</summary>
            <span lang="en">{technical}</span>
          </details>
        )}
      </div>
    </li>
  );
}
