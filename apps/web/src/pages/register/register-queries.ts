import {
  claimDetail,
  claimView,
  dutyFinding,
  listingDetail,
  listingView,
  pageOf,
  registeredLetterView,
} from '@krok/contracts/schemas';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson, path } from '../../api/client.ts';
import { pace } from '../../api/live-state.ts';

interface EntryFilters {
  readonly page: number;
  readonly creditorId?: string | undefined;
  readonly currency?: string | undefined;
  readonly open?: 'true' | undefined;
}

const SIZE = 50;
const shown = { refetchInterval: pace, placeholderData: keepPreviousData } as const;

/** Key `register` holds them all, so that a change renews what is shown. */
export const registerQueries = {
  letters: (filters: Omit<EntryFilters, 'open' | 'currency'> & { readonly state?: string | undefined }) =>
    queryOptions({
      queryKey: ['register', 'letters', filters],
      queryFn: ({ signal }) =>
        getJson(path(['registered-letters'], { ...filters, size: SIZE }), pageOf(registeredLetterView), signal),
      ...shown,
    }),
  listings: (filters: EntryFilters) =>
    queryOptions({
      queryKey: ['register', 'listings', filters],
      queryFn: ({ signal }) => getJson(path(['listings'], { ...filters, size: SIZE }), pageOf(listingView), signal),
      ...shown,
    }),
  claims: (filters: EntryFilters) =>
    queryOptions({
      queryKey: ['register', 'claims', filters],
      queryFn: ({ signal }) => getJson(path(['claims'], { ...filters, size: SIZE }), pageOf(claimView), signal),
      ...shown,
    }),
  findings: () =>
    queryOptions({
      queryKey: ['register', 'findings'],
      queryFn: ({ signal }) => getJson(path(['duty-findings']), z.object({ items: z.array(dutyFinding) }), signal),
      ...shown,
    }),
  listing: (id: string) =>
    queryOptions({
      queryKey: ['register', 'listing', id],
      queryFn: ({ signal }) => getJson(path(['listings', id]), listingDetail, signal),
    }),
  claim: (id: string) =>
    queryOptions({
      queryKey: ['register', 'claim', id],
      queryFn: ({ signal }) => getJson(path(['claims', id]), claimDetail, signal),
    }),
};
