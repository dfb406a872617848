import { notifications } from '@mantine/notifications';
import type { Me } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useKeys } from '../../layout/keys.ts';
import { usePageTitle } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { dropOldDrafts } from './drafts.ts';
import { StepPane } from './step-pane.tsx';
import { UndoBar } from './undo-bar.tsx';
import { useCompletions } from './use-completions.ts';
import { useReturned } from './use-returned.ts';
import { useWorklist } from './use-worklist.ts';
import { WorkList } from './work-list.tsx';
import classes from './work-page.module.css';

const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }));

/** The day's work: list, step, context. The next item opens by itself. */
export function WorkPage() {
  const { t } = useTranslation();
  usePageTitle(t('work.title'));
  const me = useQuery(queries.me()).data;
  const work = useQuery(queries.work({}));
  useEffect(dropOldDrafts, []);
  return (
    <>
      <h1 className={classes['hidden']}>{t('work.title')}</h1>
      {work.isPending || !me ? (
        <LoadingRows />
      ) : !work.data ? (
        <Failure error={work.error} retry={() => void work.refetch()} />
      ) : (
        <Desk me={me} />
      )}
    </>
  );
}

function Desk({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const asked = useSearch({ from: '/work' });
  const completions = useCompletions(me.id);
  const list = useWorklist(me, completions.hidden, asked.queue);
  const [selected, setSelected] = useState<string | null>(asked.item ?? null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const place = useRef(0);
  useEffect(() => {
    if (asked.item !== undefined) setSelected(asked.item);
  }, [asked.item]);

  const found = list.all.find(({ id }) => id === selected);
  // What is open stays open while its filter changes; what is gone makes room for the one that took its place.
  const current = found ?? list.shown[Math.min(place.current, list.shown.length - 1)] ?? null;
  // A link opens just its task, also one that the list does not hold.
  const alone =
    selected !== null && selected === asked.item && !list.known.has(selected) && !completions.own.has(selected);
  const currentId = alone ? selected : (current?.id ?? null);
  const index = list.shown.findIndex(({ id }) => id === currentId);
  useEffect(() => {
    if (index >= 0) place.current = index;
  }, [index]);
  const { queue, setQueue } = list;
  const queues = found?.rank.queues;
  useEffect(() => {
    const [first] = queues ?? [];
    if (asked.queue === undefined && asked.item === selected && first !== undefined && !queues?.includes(queue))
      setQueue(first);
    // Whoever then chooses a queue has it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked.item, found?.id]);
  const returned = useReturned(list.all, completions);
  useGone(selected, list.known, completions.own);

  const open = (id: string | undefined) => {
    if (id !== undefined) setSelected(id);
  };
  const mark = (id: string) => setMarked((before) => toggled(before, id));
  useKeys(t('desk.keys'), [
    { key: 'j', label: t('desk.help.next'), run: () => open(list.shown[index + 1]?.id) },
    { key: 'k', label: t('desk.help.previous'), run: () => open(list.shown[index - 1]?.id) },
    { key: 'x', label: t('desk.help.select'), run: () => current && !alone && mark(current.id) },
    { key: '/', label: t('desk.help.search'), run: () => document.getElementById('work-filter')?.focus() },
    { key: 'u', label: t('desk.help.undo'), run: () => open(completions.undo()?.workId) },
    { key: 'Escape', label: t('desk.help.leave'), run: leaveField, inFields: true },
  ]);
  return (
    <div className={classes['desk']}>
      <WorkList list={list} current={currentId} marked={marked} returned={returned} open={open} mark={mark} me={me} />
      {currentId !== null ? (
        <StepPane
          key={currentId}
          id={currentId}
          me={me}
          completions={completions}
          next={() => setSelected(list.shown[index + 1]?.id ?? list.shown[index - 1]?.id ?? null)}
        />
      ) : (
        <p className={classes['nothing']}>{t('desk.nothingOpen')}</p>
      )}
      {marked.size > 0 && (
        <Suspense fallback={null}>
          <BulkBar items={list.all.filter(({ id }) => marked.has(id))} clear={() => setMarked(new Set())} />
        </Suspense>
      )}
      <UndoBar completions={completions} reopen={open} />
    </div>
  );
}

/** Says it when work goes away under somebody's hands: it was paid, withdrawn, or done by another person. */
function useGone(selected: string | null, known: ReadonlySet<string>, own: ReadonlySet<string>): void {
  const { t } = useTranslation();
  const last = useRef<{ readonly id: string | null; readonly there: boolean }>({ id: null, there: false });
  useEffect(() => {
    const there = selected !== null && known.has(selected);
    const gone = last.current.id === selected && last.current.there && !there;
    if (gone && selected !== null && !own.has(selected))
      notifications.show({ color: 'yellow', message: t('desk.gone') });
    last.current = { id: selected, there };
  }, [selected, known, own, t]);
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}

function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
