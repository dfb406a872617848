import { localDate } from '@krok/calendar';
import { daysBetween } from '../duties/day-after.ts';
import type { RankReason, WorkFacts, WorkQueue, WorkRank } from './work-facts.ts';

/**
 * Where an item of work stands in today's list, and why. What was agreed with a debtor for an hour comes first, then
 * terms that the law or the procedure sets, then broken promises, then money and age. The points of every reason are
 * told apart, so that the order can be explained row by row.
 */
export function rankWork(facts: WorkFacts, now: number, zone: string): WorkRank {
  const today = localDate(now, zone);
  const open = facts.invoices.filter((invoice) => invoice.open > 0);
  const amount = open.reduce((sum, invoice) => sum + invoice.open, 0);
  const daysOverdue = Math.max(0, ...open.map(({ dueOn }) => daysBetween(dueOn, today)));
  const reasons = [
    ...callback(facts, now),
    ...(facts.duty ? [{ code: 'duty', points: DUTY } as const] : []),
    ...(facts.reply ? [{ code: 'reply', points: REPLY } as const] : []),
    ...limitation(facts, today),
    ...taskTerm(facts, now, today, zone),
    ...brokenPromise(facts),
    ...(open.some(({ disputed }) => disputed) ? [{ code: 'disputed', points: DISPUTED } as const] : []),
    ...priority(facts),
    ...ofAmount(amount),
    ...(daysOverdue > 0
      ? [{ code: 'daysOverdue', points: Math.min(daysOverdue, 180), days: daysOverdue } as const]
      : []),
  ].toSorted((left, right) => right.points - left.points);
  const score = reasons.reduce((sum, { points }) => sum + points, 0);
  return { queues: queuesOf(facts, reasons, now), score, reasons, amount, daysOverdue };
}

/** Order of a list: by score, then by the task's due time, then by amount. */
export function byRank(
  left: { readonly rank: Pick<WorkRank, 'score' | 'amount'>; readonly dueAt: number | null },
  right: { readonly rank: Pick<WorkRank, 'score' | 'amount'>; readonly dueAt: number | null },
): number {
  return (
    right.rank.score - left.rank.score ||
    (left.dueAt ?? Number.MAX_SAFE_INTEGER) - (right.dueAt ?? Number.MAX_SAFE_INTEGER) ||
    right.rank.amount - left.rank.amount
  );
}

const CALLBACK = 1_000;
const DUTY = 700;
const LIMITATION = 600;
/** Whoever answers waits for an answer: before what nobody has said a word about. */
const REPLY = 500;
const TASK_OVERDUE = 400;
const PROMISE_BROKEN = 350;
const TASK_DUE_TODAY = 250;
const DISPUTED = 120;
/** From so many days before a claim is barred by time. */
const LIMITATION_DAYS = 60;

function queuesOf(facts: WorkFacts, reasons: readonly RankReason[], now: number): WorkQueue[] {
  if (isLater(facts.snoozedUntil, now) || isLater(facts.followUpAt, now)) return ['waiting'];
  const has = (code: RankReason['code']) => reasons.some((reason) => reason.code === code);
  const special: readonly (readonly [WorkQueue, boolean])[] = [
    ['brokenPromises', has('promiseBroken')],
    ['replies', facts.reply],
    ['callbacks', has('callback')],
    ['disputes', has('disputed')],
    ['approvals', facts.channel === 'approval'],
  ];
  return ['today', ...special.flatMap(([queue, there]) => (there ? [queue] : []))];
}

function isLater(at: number | null, now: number): boolean {
  return at !== null && at > now;
}

function callback({ callback: asked, snoozedUntil }: WorkFacts, now: number): RankReason[] {
  return asked && snoozedUntil !== null && snoozedUntil <= now
    ? [{ code: 'callback', points: CALLBACK, at: snoozedUntil }]
    : [];
}

function limitation({ invoices }: WorkFacts, today: string): RankReason[] {
  const terms = invoices.filter(({ open }) => open > 0).map(({ limitationOn }) => limitationOn);
  const [first] = terms.toSorted();
  if (first === undefined) return [];
  const days = daysBetween(today, first);
  // A term that is long over no longer presses: nothing is to be saved by doing it today.
  if (days > LIMITATION_DAYS || days < 0) return [];
  return [{ code: 'limitation', points: LIMITATION - days * 5, on: first, days }];
}

function taskTerm({ dueAt }: WorkFacts, now: number, today: string, zone: string): RankReason[] {
  if (dueAt === null) return [];
  const day = localDate(dueAt, zone);
  if (day === today) return [{ code: 'taskDueToday', points: TASK_DUE_TODAY }];
  if (dueAt > now) return [];
  const days = daysBetween(day, today);
  return [{ code: 'taskOverdue', points: TASK_OVERDUE + Math.min(days, 30) * 5, days }];
}

function brokenPromise({ invoices }: WorkFacts): RankReason[] {
  const [last] = invoices
    .flatMap(({ open, promise }) => (open > 0 && promise?.state === 'broken' ? [promise.promisedOn] : []))
    .toSorted()
    .toReversed();
  return last === undefined ? [] : [{ code: 'promiseBroken', points: PROMISE_BROKEN, promisedOn: last }];
}

function priority({ priority: given }: WorkFacts): RankReason[] {
  return given === 50 ? [] : [{ code: 'priority', points: (given - 50) * 4, priority: given }];
}

/** By steps that people think in: a thousand, ten thousand, fifty thousand zloty. */
function ofAmount(amount: number): RankReason[] {
  if (amount <= 0) return [];
  const points = amount >= 5_000_000 ? 200 : amount >= 1_000_000 ? 140 : amount >= 100_000 ? 70 : 20;
  return [{ code: 'amount', points, amount }];
}
