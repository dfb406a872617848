import { localInstant } from '@krok/calendar';
import { daysAfter, daysBetween } from '@krok/receivables';
import { inventedPostingNumber, randomOf } from '@krok/receivables/demo';
import { type BundleWithActs, type Store, StoreError } from '@krok/store';
import { hearNews, hearReplies } from './debtor-news.ts';
import type { DemoBooks } from './demo-books.ts';
import { type PhoneAnswer, phoneAnswer } from './phone-answer.ts';

export interface DemoPeople {
  /** User ids: who calls, and another who approves. */
  readonly collector: string;
  readonly approver: string;
}

export interface PeopleAtWork {
  readonly store: Store;
  readonly organisationId: string;
  readonly books: readonly DemoBooks[];
  readonly people: DemoPeople;
  readonly seed: number;
  readonly zone: string;
  /** ISO date of the last day; on the days before it most work is left over. */
  readonly until: string;
}

/** Calls that one person makes in a morning, or the tasks that are decided in one. */
const CALLS = 15;
const DECISIONS = 10;

/** Half a day of the people: calls, approvals, other tasks. Some of it they leave for another day. Gives how much was done. */
export async function workAtDesks(work: PeopleAtWork, today: string): Promise<number> {
  const open = await work.store.acts.worklist({ organisationId: work.organisationId, status: 'open', limit: 300 });
  const now = localInstant(today, '13:00', work.zone);
  const isThere = ({ snoozedUntil }: BundleWithActs): boolean => snoozedUntil === null || snoozedUntil <= now;
  const of = (channel: BundleWithActs['channel']) =>
    open.filter((bundle) => bundle.channel === channel && isThere(bundle));
  let done = 0;
  for (const bundle of of('call').slice(0, CALLS)) {
    done += (await hearNews(work, bundle, today)) ? 1 : await call(work, bundle, today);
  }
  for (const bundle of of('approval').slice(0, DECISIONS)) done += await decide(work, bundle, today);
  done += await takeToThePost(work, today);
  done += await hearReplies(work, today);
  for (const bundle of of('task').filter(isForHere).slice(0, 2)) done += await finish(work, bundle, today);
  return done;
}

async function call(work: PeopleAtWork, bundle: BundleWithActs, today: string): Promise<number> {
  const { store, books, people, seed } = work;
  const { creditorId, debtorId } = bundle;
  const company = books.find((book) => book.creditorId === creditorId)?.company;
  if (!company || creditorId === null || debtorId === null || leftForLater(work, bundle, today, LAST.calls)) return 0;
  if (await asksForCallback(work, bundle, today)) return 1;
  const said = bundle.acts.map((act) => ({ act, answer: phoneAnswer(seed, company, numberOf(act), today) }));
  // A debtor who does not answer, answers for none of the invoices.
  const silent = said[0]?.answer.outcome === 'noAnswer';
  const answers = said.map(({ act, answer }) => ({ act, answer: silent ? NO_ANSWER : answer }));
  await unlessChanged(() =>
    store.acts.completeBundle({
      bundleId: bundle.id,
      version: bundle.version,
      by: people.collector,
      outcomes: answers.map(({ act, answer }) => ({ actId: act.id, variables: { ...answer } })),
      note: NOTES[answers[0]?.answer.outcome ?? 'noAnswer'],
    }),
  );
  for (const { act, answer } of answers) {
    if (act.subject === null) continue;
    const by = people.collector;
    if (answer.outcome === 'promise') {
      const items = [{ invoiceId: act.subject }];
      await store.ledger.recordPromise({ creditorId, debtorId, promisedOn: answer.promiseDate, items, by });
    } else if (answer.outcome === 'dispute') {
      const until = daysAfter(today, 21);
      await store.ledger.openDispute({ invoiceId: act.subject, until, reason: 'Reklamacja towaru', by });
    }
  }
  return 1;
}

/** On the last days: reached, but asks to be called another day, so that some calls are agreed for today. */
async function asksForCallback(work: PeopleAtWork, bundle: BundleWithActs, today: string): Promise<boolean> {
  const { store, people, seed, until, zone } = work;
  const random = randomOf(seed, `callback ${numbersOf(bundle)}`);
  if (bundle.callback || daysBetween(today, until) >= LAST.calls || !random.chance(60)) return false;
  const day = daysAfter(until, random.chance(70) ? 0 : 2);
  await unlessChanged(() =>
    store.acts.completeBundle({
      bundleId: bundle.id,
      version: bundle.version,
      by: people.collector,
      outcomes: [],
      note: 'Prosi o telefon w umówionym dniu: księgowość wraca z urlopu.',
      callback: { actIds: bundle.acts.map(({ id }) => id), at: localInstant(day, '07:00', zone) },
    }),
  );
  return true;
}

async function decide(work: PeopleAtWork, bundle: BundleWithActs, today: string): Promise<number> {
  const { store, people, seed } = work;
  if (leftForLater(work, bundle, today, LAST.approvals)) return 0;
  const { version, hash } = await store.approvals.view(bundle.id);
  const approved = randomOf(seed, `approve ${numbersOf(bundle)}`).chance(90);
  await unlessChanged(() =>
    store.approvals.decide({ bundleId: bundle.id, version, hash, by: people.approver, approved }),
  );
  return 1;
}

async function finish(work: PeopleAtWork, bundle: BundleWithActs, today: string): Promise<number> {
  const { store, people } = work;
  if (leftForLater(work, bundle, today, LAST.tasks)) return 0;
  const outcomes = bundle.acts.map(({ id }) => ({ actId: id, variables: {} }));
  await unlessChanged(() =>
    store.acts.completeBundle({ bundleId: bundle.id, version: bundle.version, by: people.collector, outcomes }),
  );
  return 1;
}

/** Registered letters that were printed go to the post; one in eight lies until another day. */
async function takeToThePost(work: PeopleAtWork, today: string): Promise<number> {
  const { store, organisationId, people, seed, until } = work;
  const { items } = await store.letters.letters({ organisationId, state: 'awaiting', page: 1, size: 100 });
  const taken = items.filter(
    ({ reference }) =>
      !randomOf(seed, `post ${reference} ${today}`).chance(daysBetween(today, until) < LAST.letters ? LEFT : LATER),
  );
  for (const { id: letterId } of taken) {
    const number = inventedPostingNumber(Number.parseInt(letterId.slice(-8), 16) % 100_000_000);
    await store.letters.confirmPosting({ letterId, number, postedOn: today, by: people.collector });
  }
  return taken.length;
}

/** Who posts a letter answers its reminder by that; what debtors wrote on the last days waits for the first screen. */
function isForHere({ acts }: BundleWithActs): boolean {
  return acts.every(({ type }) => type !== 'confirm-posting' && type !== 'answer-reply');
}

/** Some tasks wait for another day: one in eight, and on the last days most of them until the first screen. */
function leftForLater({ seed, until }: PeopleAtWork, bundle: BundleWithActs, today: string, last: number): boolean {
  if (daysBetween(today, until) < last) return randomOf(seed, `left ${numbersOf(bundle)}`).chance(LEFT);
  return randomOf(seed, `later ${numbersOf(bundle)} ${today}`).chance(LATER);
}

const LEFT = 84;
const LATER = 12;

/** For how many of the last days work is mostly left over. */
const LAST = { calls: 21, approvals: 9, tasks: 14, letters: 4 } as const;

/** What was shown has changed meanwhile: it is on the list again, in its new form. */
async function unlessChanged(change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!(error instanceof StoreError && CHANGED.has(error.code))) throw error;
  }
}

const CHANGED: ReadonlySet<string> = new Set(['STALE_VERSION', 'STALE_APPROVAL', 'BUNDLE_NOT_OPEN']);
const NO_ANSWER: PhoneAnswer = { outcome: 'noAnswer' };
const NOTES: Readonly<Record<PhoneAnswer['outcome'], string>> = {
  promise: 'Obiecuje zapłatę.',
  paid: 'Twierdzi, że zapłacono.',
  noAnswer: 'Nie odebrano.',
  refuses: 'Odmawia rozmowy.',
  dispute: 'Kwestionuje fakturę.',
};

function numberOf({ variables }: BundleWithActs['acts'][number]): string {
  const number = variables['invoiceNumber'];
  return typeof number === 'string' ? number : '';
}

function numbersOf({ acts }: BundleWithActs): string {
  return acts.map(numberOf).toSorted().join(' ');
}
