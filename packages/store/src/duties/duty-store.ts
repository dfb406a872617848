import { type Expression, expressionBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Db } from '../database.ts';
import type { DutyStore, EntryFilter, EntryOfBundle } from '../surface/duties.ts';
import type { ClaimTable, EntryTable, ListingTable } from '../tables/duties.ts';
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
    listings: async (filter) => toListings(db, await entries<ListingTable>(db, 'listing', filter)),
    countListings: (filter) => count(db, 'listing', filter),
    listingHistory: async (id) => {
      checkId('NO_SUCH_LISTING', id);
      const events = db.selectFrom('listing_event').select(['at', 'event']);
      return events.where('listing_id', '=', id).orderBy('position').execute();
    },
    claim: (id) => claim(db, id),
    claims: async (filter) => toClaims(db, await entries<ClaimTable>(db, 'claim', filter)),
    countClaims: (filter) => count(db, 'claim', filter),
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

/** The entries `e` that a filter means. */
function matching(entry: 'listing' | 'claim', filter: EntryFilter): Expression<SqlBool> {
  const { organisationId, creditorId, debtorId, invoiceId, currency, open } = filter;
  const of = expressionBuilder<{ e: EntryTable }, 'e'>();
  const terms: Expression<SqlBool>[] = [of('e.organisation_id', '=', organisationId)];
  if (creditorId !== undefined) terms.push(of('e.creditor_id', '=', creditorId));
  if (debtorId !== undefined) terms.push(of('e.debtor_id', '=', debtorId));
  if (currency !== undefined) terms.push(of('e.currency', '=', currency));
  if (open !== undefined) terms.push(of('e.ended_at', open ? 'is' : 'is not', null));
  if (invoiceId !== undefined) {
    const items = sql`SELECT ${sql.ref(`${entry}_id`)} FROM ${sql.table(`${entry}_item`)} WHERE invoice_id = ${invoiceId}`;
    terms.push(sql<SqlBool>`e.id IN (${items})`);
  }
  return of.and(terms);
}

/** Newest first, a page of them. */
async function entries<T extends EntryTable>(
  db: Db,
  entry: 'listing' | 'claim',
  filter: EntryFilter,
): Promise<Selectable<T>[]> {
  const { limit = 100, offset = 0 } = filter;
  const { rows } = await sql<Selectable<T>>`
    SELECT e.* FROM ${sql.table(entry)} AS e WHERE ${matching(entry, filter)}
    ORDER BY e.created_at DESC, e.id DESC LIMIT ${Math.min(limit, MOST)} OFFSET ${offset}`.execute(db);
  return rows;
}

async function count(db: Db, entry: 'listing' | 'claim', filter: EntryFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM ${sql.table(entry)} AS e WHERE ${matching(entry, filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

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
