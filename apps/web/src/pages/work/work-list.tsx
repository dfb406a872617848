import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Me, WorkItem } from '@krok/contracts/schemas';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../layout/icon.tsx';
import { Empty } from '../../layout/states.tsx';
import { orders, queueNames, type Worklist } from './use-worklist.ts';
import classes from './work-list.module.css';
import { WorkRow } from './work-row.tsx';

interface ListProps {
  readonly list: Worklist;
  readonly current: string | null;
  readonly marked: ReadonlySet<string>;
  /** Offered again after this person completed it. */
  readonly returned: ReadonlySet<string>;
  readonly open: (id: string) => void;
  readonly mark: (id: string) => void;
  readonly me: Me;
}

/** Queues, filters and the lines themselves. */
export function WorkList({ list, current, marked, returned, open, mark, me }: ListProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['pane']} aria-label={t('desk.list')}>
      <Queues list={list} />
      <div className={classes['filters']}>
        <TextInput
          id="work-filter"
          size="xs"
          leftSection={<Icon name="search" size={14} />}
          placeholder={t('desk.filter')}
          aria-label={t('desk.filter')}
          value={list.text}
          onChange={(event) => list.setText(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          aria-label={t('desk.sort.label')}
          value={list.order}
          onChange={(event) => list.setOrder(orders.find((one) => one === event.currentTarget.value) ?? 'rank')}
          data={orders.map((value) => ({ value, label: t(`desk.sort.${value}`) }))}
        />
        <label className={classes['mine']}>
          <input
            type="checkbox"
            className={classes['tick']}
            checked={list.mine}
            onChange={(event) => list.setMine(event.currentTarget.checked)}
          />
          {t('desk.mine')}
        </label>
        <small>{t('desk.shown', { count: list.shown.length })}</small>
      </div>
      {list.shown.length === 0 ? (
        <Nothing list={list} />
      ) : (
        <Lines
          items={list.shown}
          current={current}
          marked={marked}
          returned={returned}
          open={open}
          mark={mark}
          me={me}
        />
      )}
    </section>
  );
}

function Queues({ list }: { readonly list: Worklist }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes['queues']}>
      <legend>{t('desk.queues.label')}</legend>
      {queueNames.map((queue) => (
        <label
          key={queue}
          data-chosen={queue === list.queue || undefined}
          data-empty={list.counts[queue] === 0 || undefined}
        >
          <input
            type="radio"
            name="work-queue"
            value={queue}
            checked={queue === list.queue}
            onChange={() => list.setQueue(queue)}
          />
          {t(`desk.queues.${queue}`)}
          <b>{list.counts[queue]}</b>
        </label>
      ))}
    </fieldset>
  );
}

function Lines({
  items,
  current,
  marked,
  returned,
  open,
  mark,
  me,
}: Omit<ListProps, 'list'> & { readonly items: readonly WorkItem[] }) {
  const chosen = useRef<HTMLLIElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <ul className={classes['lines']}>
      {items.map((item) => (
        <li key={item.id} ref={item.id === current ? chosen : null} className={classes['line']}>
          <WorkRow
            item={item}
            current={item.id === current}
            marked={marked.has(item.id)}
            returned={returned.has(item.id)}
            open={() => open(item.id)}
            mark={() => mark(item.id)}
            me={me}
          />
        </li>
      ))}
    </ul>
  );
}

function Nothing({ list }: { readonly list: Worklist }) {
  const { t } = useTranslation();
  const { queue, counts } = list;
  if (list.text !== '' || list.mine) {
    const showAll = () => {
      list.setText('');
      list.setMine(false);
    };
    return (
      <Empty title={t('desk.empty.filtered')}>
        <Button variant="default" onClick={showAll}>
          {t('desk.empty.showAll')}
        </Button>
      </Empty>
    );
  }
  return (
    <Empty title={t(queue === 'today' ? 'desk.empty.today' : 'desk.empty.other')} text={t('desk.empty.text')}>
      {queue !== 'today' && counts.today > 0 && (
        <Button variant="default" onClick={() => list.setQueue('today')}>
          {t('desk.empty.toToday', { count: counts.today })}
        </Button>
      )}
    </Empty>
  );
}
