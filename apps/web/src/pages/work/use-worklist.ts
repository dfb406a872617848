import type { Me, WorkItem, WorkQueueName } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { queries } from '../../api/queries.ts';

export const queueNames: readonly WorkQueueName[] = [
  'today',
  'brokenPromises',
  'replies',
  'callbacks',
  'disputes',
  'approvals',
  'waiting',
];
export const orders = ['rank', 'due', 'amount'] as const;
export type Order = (typeof orders)[number];

export interface Worklist {
  /** All that may be worked on now, without what is being sent. */
  readonly all: readonly WorkItem[];
  /** Ids that the server knows, what is being sent included. */
  readonly known: ReadonlySet<string>;
  /** Of the queue and the filters, in order. */
  readonly shown: readonly WorkItem[];
  readonly counts: Readonly<Record<WorkQueueName, number>>;
  readonly queue: WorkQueueName;
  readonly setQueue: (queue: WorkQueueName) => void;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly order: Order;
  readonly setOrder: (order: Order) => void;
  readonly mine: boolean;
  readonly setMine: (mine: boolean) => void;
}

export function useWorklist(me: Me, hidden: ReadonlySet<string>, asked: string | undefined): Worklist {
  const items = useQuery(queries.work({})).data?.items;
  const [queue, setQueue] = useState<WorkQueueName>(queueOf(asked));
  const [text, setText] = useState('');
  const [order, setOrder] = useState<Order>('rank');
  const [mine, setMine] = useState(false);
  useEffect(() => {
    if (asked !== undefined) setQueue(queueOf(asked));
  }, [asked]);
  const lists = useMemo(() => {
    const all = (items ?? []).filter(({ id }) => !hidden.has(id));
    const wanted = plain(text.trim());
    const shown = all.filter(
      (item) =>
        item.rank.queues.includes(queue) &&
        (!mine || item.claimedBy?.id === me.id) &&
        (wanted === '' || plain(wordsOf(item)).includes(wanted)),
    );
    const known = new Set((items ?? []).map(({ id }) => id));
    return { all, known, shown: sorted(shown, order), counts: countsOf(all) };
  }, [items, hidden, text, queue, mine, order, me.id]);
  return { ...lists, queue, setQueue, text, setText, order, setOrder, mine, setMine };
}

function queueOf(text: string | undefined): WorkQueueName {
  return queueNames.find((name) => name === text) ?? 'today';
}

function countsOf(items: readonly WorkItem[]): Worklist['counts'] {
  const counts = { today: 0, brokenPromises: 0, replies: 0, callbacks: 0, disputes: 0, approvals: 0, waiting: 0 };
  for (const { rank } of items) for (const queue of rank.queues) counts[queue] += 1;
  return counts;
}

function wordsOf({ title, debtorName, creditorName, cases }: WorkItem): string {
  return [title, debtorName, creditorName, ...cases.map(({ businessKey }) => businessKey)].join(' ');
}

/** The server's order is the rank. */
function sorted(items: readonly WorkItem[], order: Order): readonly WorkItem[] {
  if (order === 'amount') return items.toSorted((left, right) => right.rank.amount - left.rank.amount);
  if (order === 'due') return items.toSorted((left, right) => dueOf(left).localeCompare(dueOf(right)));
  return items;
}

function dueOf({ dueAt }: WorkItem): string {
  return dueAt ?? '9999';
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l');
}
