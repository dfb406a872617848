import {
  contactPolicyHistory,
  contactPolicyView,
  creditorSettings,
  partyChanges,
  userLine,
  waitingToLeave,
} from '@krok/contracts/schemas';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson, path } from '../../api/client.ts';

/** Key `settings` holds them all. */
export const settingsQueries = {
  waiting: () =>
    queryOptions({
      queryKey: ['settings', 'waiting'],
      queryFn: ({ signal }) => getJson(path(['operations', 'waiting']), waitingToLeave, signal),
    }),
  policy: () =>
    queryOptions({
      queryKey: ['settings', 'policy'],
      queryFn: ({ signal }) => getJson(path(['contact-policy']), contactPolicyView, signal),
    }),
  policyHistory: () =>
    queryOptions({
      queryKey: ['settings', 'policy-history'],
      queryFn: ({ signal }) => getJson(path(['contact-policy', 'history']), contactPolicyHistory, signal),
    }),
  creditor: (id: string) =>
    queryOptions({
      queryKey: ['settings', 'creditor', id],
      queryFn: ({ signal }) => getJson(path(['creditors', id, 'settings']), creditorSettings, signal),
    }),
  creditorChanges: (id: string) =>
    queryOptions({
      queryKey: ['settings', 'creditor-changes', id],
      queryFn: ({ signal }) => getJson(path(['creditors', id, 'changes']), partyChanges, signal),
    }),
  users: () =>
    queryOptions({
      queryKey: ['settings', 'users'],
      queryFn: ({ signal }) => getJson(path(['users']), z.object({ items: z.array(userLine) }), signal),
    }),
};
