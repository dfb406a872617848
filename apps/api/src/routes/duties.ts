import {
  claimDetail,
  claimView,
  dutyFinding,
  dutyQuery,
  identifier,
  listingDetail,
  listingView,
  pageOf,
} from '@krok/contracts/schemas';
import type { EntryFilter, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { claimViews, listingViews } from '../duties/entry-view.ts';
import { partyNames } from '../duties/party-names.ts';
import { iso } from '../case-view/case-position.ts';
import { ApiProblem } from '../errors.ts';
import { asking, type Person } from '../sign-in/person.ts';

const params = z.object({ id: identifier });

/** Listings in the register of debts and claims at the e-court: what is owed to debtors and courts once they have left. */
export function dutyRoutes(app: ApiApp, store: Store): void {
  const config = { permission: 'duties.read' } as const;
  const tags = ['duties'];

  app.get(
    '/api/listings',
    {
      config,
      schema: {
        tags,
        summary: 'Listings, newest first',
        querystring: dutyQuery,
        response: { 200: pageOf(listingView) },
      },
    },
    async (request) => {
      const person = asking(request);
      const { page, size } = request.query;
      const filter = filterOf(person, request.query);
      const [found, total] = await Promise.all([store.duties.listings(filter), store.duties.countListings(filter)]);
      return { items: await listingViews(store, person.organisationId, found), page, size, total };
    },
  );

  app.get(
    '/api/listings/:id',
    { config, schema: { tags, summary: 'One listing with its history', params, response: { 200: listingDetail } } },
    async (request) => {
      const { organisationId } = asking(request);
      const listing = await store.duties.listing(request.params.id);
      if (listing.organisationId !== organisationId) throw new ApiProblem('not-found');
      const [view] = await listingViews(store, organisationId, [listing]);
      if (view === undefined) throw new ApiProblem('not-found');
      return { ...view, history: historyOf(await store.duties.listingHistory(listing.id)) };
    },
  );

  app.get(
    '/api/claims',
    {
      config,
      schema: { tags, summary: 'Claims, newest first', querystring: dutyQuery, response: { 200: pageOf(claimView) } },
    },
    async (request) => {
      const person = asking(request);
      const { page, size } = request.query;
      const filter = filterOf(person, request.query);
      const [found, total] = await Promise.all([store.duties.claims(filter), store.duties.countClaims(filter)]);
      return { items: await claimViews(store, person.organisationId, found), page, size, total };
    },
  );

  app.get(
    '/api/claims/:id',
    { config, schema: { tags, summary: 'One claim with its history', params, response: { 200: claimDetail } } },
    async (request) => {
      const { organisationId } = asking(request);
      const claim = await store.duties.claim(request.params.id);
      if (claim.organisationId !== organisationId) throw new ApiProblem('not-found');
      const [view] = await claimViews(store, organisationId, [claim]);
      if (view === undefined) throw new ApiProblem('not-found');
      return { ...view, history: historyOf(await store.duties.claimHistory(claim.id)) };
    },
  );

  app.get(
    '/api/duty-findings',
    {
      config,
      schema: {
        tags,
        summary: 'What formal steps a person has to see to: refused, rejected, not confirmed',
        description: '`reason` says why, `remedy` what mends it; both are codes.',
        response: { 200: z.object({ items: z.array(dutyFinding) }) },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const found = await store.duties.findings(organisationId);
      const names = await partyNames(
        store,
        organisationId,
        found.flatMap(({ debtorId }) => debtorId ?? []),
      );
      const items = found.map(({ debtorId, creditorId, ...finding }) => ({
        ...finding,
        debtorId,
        debtorName: debtorId === null ? null : names.debtor(debtorId),
        creditorId,
        creditorName: creditorId === null ? null : names.creditor(creditorId),
      }));
      return { items };
    },
  );
}

function filterOf(
  { organisationId }: Person,
  { page, size, open, creditorId, debtorId, invoiceId, currency }: z.infer<typeof dutyQuery>,
): EntryFilter {
  return {
    organisationId,
    limit: size,
    offset: (page - 1) * size,
    ...(open !== undefined && { open: open === 'true' }),
    ...(creditorId !== undefined && { creditorId }),
    ...(debtorId !== undefined && { debtorId }),
    ...(invoiceId !== undefined && { invoiceId }),
    ...(currency !== undefined && { currency }),
  };
}

function historyOf(events: readonly { readonly at: number; readonly event: { readonly kind: string } }[]) {
  return events.map(({ at, event }) => ({ at: iso(at), event: { ...event } }));
}
