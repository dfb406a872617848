import { type ReactNode, useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Pager } from '../../layout/pager.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import classes from './sandbox.module.css';

interface RecordColumnsProps<T> {
  readonly records: UseQueryResult<{ readonly items: readonly T[]; readonly size: number; readonly total: number }>;
  readonly page: number;
  readonly turn: (page: number) => void;
  readonly nothing: string;
  readonly head: (record: T) => { readonly who: string; readonly at: string; readonly what: string };
  readonly children: (record: T) => ReactNode;
}

/** What left by one channel: the list on the left, the chosen one beside it. */
export function RecordColumns<T extends { readonly id: string }>(props: RecordColumnsProps<T>) {
  const { records, page, turn, nothing, head, children } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, choose] = useState<string | null>(null);
  const items = records.data?.items ?? [];
  const shown = items.find(({ id }) => id === chosen) ?? items[0];
  if (records.isPending || !records.data || items.length === 0) {
    return (
      <Panel flush>
        {records.isPending ? (
          <LoadingRows />
        ) : !records.data ? (
          <Failure error={records.error} retry={() => void records.refetch()} />
        ) : (
          <Empty title={nothing} />
        )}
      </Panel>
    );
  }
  return (
    <>
      <div className={classes['columns']}>
        <Panel flush>
          <ul className={classes['list']}>
            {items.map((record) => {
              const { who, at, what } = head(record);
              return (
                <li key={record.id}>
                  <button type="button" aria-pressed={record.id === shown?.id} onClick={() => choose(record.id)}>
                    <span className={classes['row']}>
                      <strong>{who}</strong>
                      <time dateTime={at}>{format.instant(at)}</time>
                    </span>
                    <span className={classes['what']} title={what}>
                      {what}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </Panel>
        <div className={classes['detail']}>{shown ? children(shown) : <Empty title={t('sandbox.choose')} />}</div>
      </div>
      <Pager page={page} size={records.data.size} total={records.data.total} onChange={turn} />
    </>
  );
}

/** Names and values above what left. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
