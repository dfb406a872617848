import { isBusinessDay, localDate, localInstant } from '@krok/calendar';
import { daysAfter, daysBetween } from '@krok/receivables';
import { importPeriod } from './demo-books.ts';
import { type PeopleAtWork, workAtDesks } from './demo-people.ts';

export interface LivedDays extends PeopleAtWork {
  /** Epoch ms after which nothing may happen: the real present. */
  readonly latest: number;
  /** Does all that is under way at the present instant, or waits until it is done. */
  readonly settle: (options?: { readonly desks?: boolean }) => Promise<void>;
  /** Told after each day; `done` counts what people did on it. */
  readonly report: (day: string, left: number, done: number) => void;
}

/**
 * Lives day after day on the organisation's manual clock with the functions that run in real time: no second interpreter. In
 * the morning come the books of the day before, then the daily work and what is due; twice
 * a day people work. May be cut off and go on: how far it came, the clock says.
 */
export async function liveDays(life: LivedDays): Promise<void> {
  const { store, organisationId, until, report } = life;
  const { zone, calendar } = await store.organisations.read(organisationId);
  let { now } = await store.clock.read(organisationId);
  const began = localDate(now, zone);

  const advance = async (to: number, desks = true): Promise<boolean> => {
    if (to > life.latest) return false;
    if (to > now) {
      await store.clock.advance(organisationId, to);
      now = to;
    }
    await life.settle({ desks });
    return true;
  };
  const isDue = async (to: number): Promise<boolean> => {
    const due = await store.clock.nextDue(organisationId);
    return due !== null && due <= to;
  };

  for (let day = began; day <= until; day = daysAfter(day, 1)) {
    const working = isBusinessDay(day, calendar);
    let done = 0;
    const at = (time: string): number => localInstant(day, time, zone);
    // On a Saturday too: the transfers of Friday.
    const news = working || isBusinessDay(daysAfter(day, -1), calendar);
    if (news && now <= at('05:30') && (await advance(at('05:30'), false))) {
      const after = await importedThrough(life);
      const through = daysAfter(day, -1);
      for (const book of life.books) {
        await importPeriod(store, book, { through, ...(after !== null && { after }) });
      }
      await life.settle({ desks: false });
    }
    for (const time of HOURS) {
      if (at(time) <= now) continue;
      const busy = working && PEOPLE.has(time);
      if (!busy && !(await isDue(at(time)))) continue;
      if (!(await advance(at(time), time !== BEFORE_WORK))) break;
      if (!busy) continue;
      const worked = await workAtDesks(life, day);
      if (worked > 0) await life.settle();
      done += worked;
    }
    report(day, daysBetween(day, until), done);
  }
}

/** Instants of a day at which things happen; more would only cost time. */
const HOURS = ['06:00', '08:05', '10:00', '13:00', '16:00'] as const;
/** Outside every contact window: what is wished then would only be put off. */
const BEFORE_WORK = '06:00';
const PEOPLE: ReadonlySet<string> = new Set(['10:00', '13:00']);

/** The books of all companies come together: the one that is least far says what is next. */
async function importedThrough({ store, organisationId }: LivedDays): Promise<string | null> {
  const creditors = await store.parties.creditors(organisationId);
  const days = creditors.map(({ paymentsKnownThrough }) => paymentsKnownThrough ?? '').toSorted();
  return days[0] || null;
}
