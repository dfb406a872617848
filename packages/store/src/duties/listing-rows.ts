import { evolveListing, type ListingEvent, LISTING_ENDS } from '@krok/receivables';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../database.ts';
import type { ListingRecord } from '../surface/duties.ts';
import type { ListingTable } from '../tables/duties.ts';
import type { Work } from '../work.ts';
import { checkId, endOf, itemsOf, noSuchEntry, toDetails, writeHappened } from './entry-rows.ts';

export async function toListings(
  executor: Db | Tx,
  rows: readonly Selectable<ListingTable>[],
): Promise<ListingRecord[]> {
  const items = await itemsOf(
    executor,
    'listing',
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...toDetails(row),
    state: row.state,
    reference: row.reference,
    listedOn: row.listed_on,
    items: items.get(row.id) ?? [],
    // A duty that was owed before registers were asked about it has no job.
    duty: row.duty && { ...NO_JOB, ...row.duty },
    problem: row.problem,
  }));
}

const NO_JOB = { job: null };

/** The listing as it stands; nobody else writes it until the end of the transaction. */
export async function lockListing({ tx }: Work, id: string): Promise<ListingRecord> {
  checkId('NO_SUCH_LISTING', id);
  const row = await tx.selectFrom('listing').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  const [listing] = row === undefined ? [] : await toListings(tx, [row]);
  if (listing === undefined) throw noSuchEntry('NO_SUCH_LISTING', id);
  return listing;
}

/** Lets events happen to a locked listing; its next due time is set when its workflow follows it. */
export async function happenToListing(
  work: Work,
  before: ListingRecord,
  events: readonly ListingEvent[],
  now: number,
): Promise<ListingRecord> {
  if (events.length === 0) return before;
  const { tx } = work;
  const listing = { ...before, ...events.reduce(evolveListing, before) };
  const after: ListingRecord = { ...listing, ...endOf(listing, before, LISTING_ENDS.has(listing.state), now) };
  await tx
    .updateTable('listing')
    .set({
      state: after.state,
      reference: after.reference,
      listed_on: after.listedOn,
      duty: after.duty && JSON.stringify(after.duty),
      problem: after.problem && JSON.stringify(after.problem),
      ask_at: after.askAt,
      next_due: after.nextDue,
      ended_at: after.endedAt,
    })
    .where('id', '=', after.id)
    .execute();
  await writeHappened(work, 'listing', before, after, events, now);
  return after;
}
