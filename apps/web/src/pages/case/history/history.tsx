import type { TimelineKind } from '@krok/contracts/schemas';
import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { Panel } from '../../../layout/page.tsx';
import { Failure, LoadingRows } from '../../../layout/states.tsx';
import { byDay } from './by-day.ts';
import { EntryRow, type EntryRowProps } from './entry-row.tsx';
import classes from './history.module.css';
import { KindFilter } from './kind-filter.tsx';
import { keyOf, useTimeline } from './use-timeline.ts';

interface HistoryProps extends Omit<EntryRowProps, 'entry' | 'first'> {
  readonly of: 'case' | 'debtor';
  readonly id: string;
  readonly title: string;
}

/** Everything that happened, newest first, by day; older ones on demand. */
export function History({ of, id, title, ...row }: HistoryProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const { entries, counts, total, left, stale, error, again, loading, earlier } = useTimeline(of, id, kind);
  const days = useMemo(() => byDay(entries ?? []), [entries]);
  const [came, setCame] = useState<{ readonly first: string; readonly count: number } | null>(null);
  const first = useRef<HTMLLIElement>(null);
  const over = came !== null && left === 0;
  useEffect(() => {
    // The button that was pressed is gone with the last page: reading goes on where that one begins.
    if (over) first.current?.focus();
  }, [over]);
  const dayText = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'pl-PL', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const choose = (next: TimelineKind | null) => {
    setCame(null);
    setKind(next);
  };
  const more = async () => {
    const page = await earlier();
    const [begin] = page?.entries ?? [];
    if (page && begin) setCame({ first: keyOf(begin), count: page.entries.length });
  };
  if (entries === undefined) {
    return <Panel title={title}>{error ? <Failure error={error} retry={again} /> : <LoadingRows rows={6} />}</Panel>;
  }
  return (
    <Panel title={title} flush>
      <KindFilter chosen={kind} choose={choose} counts={counts} total={total} />
      <div aria-busy={stale} className={classes['entries']}>
        {entries.length === 0 && (
          <Text size="sm" c="var(--krok-quiet)" p="12px 14px">
            {t('history.nothingFiltered')}
          </Text>
        )}
        {days.map(({ day, entries: on }) => (
          <section key={day} className={classes['day']}>
            <h3>
              <time dateTime={day}>{dayText.format(new Date(day))}</time>
            </h3>
            <ol>
              {on.map((entry) => (
                <EntryRow
                  key={keyOf(entry)}
                  entry={entry}
                  {...row}
                  first={came?.first === keyOf(entry) ? first : undefined}
                />
              ))}
            </ol>
          </section>
        ))}
      </div>
      {left > 0 && (
        <div className={classes['earlier']}>
          <Button variant="default" size="compact-sm" loading={loading} onClick={() => void more()} data-earlier>
            {t('history.earlier', { number: format.number(left) })}
          </Button>
        </div>
      )}
      <VisuallyHidden role="status">
        {came !== null && !loading && t('history.earlierCame', { count: came.count, left: format.number(left) })}
      </VisuallyHidden>
    </Panel>
  );
}
