import type { TimelineEntry } from '@krok/contracts/schemas';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { Panel } from '../../../layout/page.tsx';
import { byDay, filters, type Filter, groupOf } from './entry-groups.ts';
import classes from './history.module.css';
import { useEntryText } from './use-entry-text.ts';

interface HistoryProps {
  readonly title: string;
  readonly entries: readonly TimelineEntry[];
  /** Of several cases: each entry names its own. */
  readonly namesCase?: boolean;
  readonly document: (effectId: string) => void;
  /** Shows what was approved in a bundle; absent where that is not known. */
  readonly approval?: ((bundleId: string) => void) | undefined;
  readonly mayReplay: boolean;
}

/** Everything that happened, newest first, by day. */
export function History({ title, entries, namesCase = false, document, approval, mayReplay }: HistoryProps) {
  const { t, i18n } = useTranslation();
  const [filter, setFilter] = useState<Filter>('all');
  const counts = useMemo(() => Map.groupBy(entries, groupOf), [entries]);
  const shown = useMemo(
    () => byDay(filter === 'all' ? entries : entries.filter((entry) => groupOf(entry) === filter)),
    [entries, filter],
  );
  const days = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'pl-PL', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (
    <Panel title={title} flush>
      <div className={classes['filters']} role="group" aria-label={t('history.filters.label')}>
        {filters
          .filter((one) => one === 'all' || (counts.get(one)?.length ?? 0) > 0)
          .map((one) => (
            <button
              key={one}
              type="button"
              className={classes['filter']}
              aria-pressed={filter === one}
              onClick={() => setFilter(one)}
            >
              {t(`history.filters.${one}`)}
              <span>{one === 'all' ? entries.length : (counts.get(one)?.length ?? 0)}</span>
            </button>
          ))}
      </div>
      {shown.length === 0 && (
        <Text size="sm" c="var(--krok-quiet)" p="12px 14px">
          {t('history.nothingFiltered')}
        </Text>
      )}
      {shown.map(({ day, entries: of }) => (
        <section key={day} className={classes['day']}>
          <h3>
            <time dateTime={day}>{days.format(new Date(day))}</time>
          </h3>
          <ol>
            {of.map((entry) => (
              <Row key={`${entry.kind} ${entry.id}`} entry={entry} {...{ namesCase, document, approval, mayReplay }} />
            ))}
          </ol>
        </section>
      ))}
    </Panel>
  );
}

function Row({
  entry,
  namesCase,
  document,
  approval,
  mayReplay,
}: Omit<HistoryProps, 'title' | 'entries'> & { readonly entry: TimelineEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { headline, details, quote, who, tone, technical } = useEntryText()(entry);
  const act = entry.kind === 'act' ? entry : null;
  const effectId = act?.effectId ?? null;
  const bundleId = act?.channel === 'approval' && act.approval?.approved ? act.bundleId : null;
  return (
    <li className={classes['row']} data-tone={tone} data-group={groupOf(entry)}>
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
