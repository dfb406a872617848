import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { DutyStore, EntryFilter, EntryOfBundle } from '../surface/duties.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { toClaims } from './claim-rows.ts';
import { dutyFindings } from './duty-findings.ts';
import { checkId, noSuchEntry } from './entry-rows.ts';
import { followClaim } from './follow-claim.ts';
import { followListing } from './follow-listing.ts';
import { toListings } from './listing-rows.ts';

export function dutyStore(context: StoreContext): DutyStore {
  const { db } = context;
  return {
    listing: (id) => listing(db, id),
    listings: async (filter) => toListings(db, await listingRows(db, filter)),
    countListings: async (filter) => counted(await listingsOf(db, filter).select(COUNT).executeTakeFirstOrThrow()),
    listingHistory: async (id) => {
      checkId('NO_SUCH_LISTING', id);
      const events = db.selectFrom('listing_event').select(['at', 'event']);
      return events.where('listing_id', '=', id).orderBy('position').execute();
    },
    claim: (id) => claim(db, id),
    claims: async (filter) => toClaims(db, await claimRows(db, filter)),
    countClaims: async (filter) => counted(await claimsOf(db, filter).select(COUNT).executeTakeFirstOrThrow()),
    claimHistory: async (id) => {
      checkId('NO_SUCH_CLAIM', id);
      const events = db.selectFrom('claim_event').select(['at', 'event']);
      return events.where('claim_id', '=', id).orderBy('position').execute();
    },
    findings: (organisationId) => dutyFindings(db, organisationId),
    ofBundle: (bundleId) => ofBundle(db, bundleId),
    followListing: (id, answered) => followListing(context, id, answered),
    followClaim: (id, answered) => followClaim(context, id, answered),
  };
}

async function listing(db: Db, id: string) {
  checkId('NO_SUCH_LISTING', id);
  const rows = await db.selectFrom('listing').selectAll().where('id', '=', id).execute();
  const [found] = await toListings(db, rows);
  if (found === undefined) throw noSuchEntry('NO_SUCH_LISTING', id);
  return found;
}

async function claim(db: Db, id: string) {
  checkId('NO_SUCH_CLAIM', id);
  const rows = await db.selectFrom('claim').selectAll().where('id', '=', id).execute();
  const [found] = await toClaims(db, rows);
  if (found === undefined) throw noSuchEntry('NO_SUCH_CLAIM', id);
  return found;
}

function listingRows(db: Db, filter: EntryFilter) {
  return listingsOf(db, filter)
    .selectAll('e')
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(Math.min(filter.limit ?? 100, MOST))
    .offset(filter.offset ?? 0)
    .execute();
}

function claimRows(db: Db, filter: EntryFilter) {
  return claimsOf(db, filter)
    .selectAll('e')
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(Math.min(filter.limit ?? 100, MOST))
    .offset(filter.offset ?? 0)
    .execute();
}

function listingsOf(db: Db, { organisationId, creditorId, debtorId, invoiceId, open }: EntryFilter) {
  let query = db.selectFrom('listing as e').where('e.organisation_id', '=', organisationId);
  if (creditorId !== undefined) query = query.where('e.creditor_id', '=', creditorId);
  if (debtorId !== undefined) query = query.where('e.debtor_id', '=', debtorId);
  if (open !== undefined) query = query.where('e.ended_at', open ? 'is' : 'is not', null);
  if (invoiceId !== undefined) {
    query = query.where('e.id', 'in', (eb) =>
      eb.selectFrom('listing_item').select('listing_id').where('invoice_id', '=', invoiceId),
    );
  }
  return query;
}

function claimsOf(db: Db, { organisationId, creditorId, debtorId, invoiceId, open }: EntryFilter) {
  let query = db.selectFrom('claim as e').where('e.organisation_id', '=', organisationId);
  if (creditorId !== undefined) query = query.where('e.creditor_id', '=', creditorId);
  if (debtorId !== undefined) query = query.where('e.debtor_id', '=', debtorId);
  if (open !== undefined) query = query.where('e.ended_at', open ? 'is' : 'is not', null);
  if (invoiceId !== undefined) {
    query = query.where('e.id', 'in', (eb) =>
      eb.selectFrom('claim_item').select('claim_id').where('invoice_id', '=', invoiceId),
    );
  }
  return query;
}

function counted(row: { readonly count: number }): number {
  return row.count;
}

const COUNT = sql<number>`count(*)`.as('count');

const MOST = 1_000;

/** Through the bundle that ordered it, or the duty that is in it. */
async function ofBundle(db: Db, bundleId: string): Promise<EntryOfBundle | null> {
  if (!isUuid(bundleId)) return null;
  const ordered = await db.selectFrom('listing').select('id').where('bundle_id', '=', bundleId).executeTakeFirst();
  if (ordered !== undefined) return { kind: 'listing', listing: await listing(db, ordered.id) };
  const filed = await db.selectFrom('claim').select('id').where('bundle_id', '=', bundleId).executeTakeFirst();
  if (filed !== undefined) return { kind: 'claim', claim: await claim(db, filed.id) };
  const duty = await db
    .selectFrom('act')
    .select(['source_kind', 'source_id'])
    .where('bundle_id', '=', bundleId)
    .where('source_kind', 'in', ['listing', 'claim'])
    .executeTakeFirst();
  if (duty === undefined) return null;
  return duty.source_kind === 'listing'
    ? { kind: 'listing', listing: await listing(db, duty.source_id) }
    : { kind: 'claim', claim: await claim(db, duty.source_id) };
}
