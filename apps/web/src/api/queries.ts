import {
  approvalView,
  caseSummary,
  clock,
  debtorBalance,
  debtorCard,
  deployment,
  diagramState,
  found,
  draftLine,
  importRun,
  casePosition,
  incidentItem,
  loggedStep,
  mail,
  mailSummary,
  notification,
  me,
  pageOf,
  party,
  procedureFile,
  procedureVersion,
  processInForce,
  unknownEffect,
  workDetail,
  workItem,
} from '@krok/contracts/schemas';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson, path } from './client.ts';
import { pace } from './live-state.ts';
import { untilGone } from './until-gone.ts';

/** How often what is on the screen is asked for again. Nothing is asked while the page is hidden. */
const live = pace;

const itemsOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
const processes = itemsOf(processInForce);

export interface CaseFilters {
  readonly page: number;
  readonly status?: string | undefined;
  readonly processId?: string | undefined;
  readonly creditorId?: string | undefined;
  readonly stage?: string | undefined;
  readonly currency?: string | undefined;
  readonly text?: string | undefined;
  readonly incidents?: 'true' | undefined;
  readonly suspended?: 'true' | undefined;
}

export interface BalanceFilters {
  readonly page: number;
  readonly age?: string | undefined;
  readonly stage?: string | undefined;
  readonly standing?: string | undefined;
  readonly paidIn?: string | undefined;
  readonly after?: string | undefined;
  readonly promisedFor?: string | undefined;
  readonly promise?: string | undefined;
  readonly creditorId?: string | undefined;
  readonly currency?: string | undefined;
  readonly text?: string | undefined;
  readonly overdue?: 'true' | undefined;
}

export const queries = {
  me: () =>
    queryOptions({
      queryKey: ['me'],
      queryFn: ({ signal }) => getJson(path(['me']), me, signal),
      staleTime: 60_000,
      retry: false,
    }),
  clock: () =>
    queryOptions({
      queryKey: ['clock'],
      queryFn: ({ signal }) => getJson(path(['clock']), clock, signal),
      refetchInterval: 10_000,
    }),
  cases: (filters: CaseFilters) =>
    queryOptions({
      queryKey: ['cases', filters],
      queryFn: ({ signal }) => getJson(path(['cases'], { ...filters, size: 50 }), pageOf(caseSummary), signal),
      refetchInterval: live,
      placeholderData: keepPreviousData,
    }),
  case: (id: string) =>
    queryOptions({
      queryKey: ['case', id],
      queryFn: ({ signal }) => getJson(path(['cases', id]), caseSummary, signal),
      refetchInterval: untilGone(live),
    }),
  /** Asked for again when the case has made a step, not by the clock. */
  diagram: (id: string, head: number) =>
    queryOptions({
      queryKey: ['diagram', id, head],
      queryFn: ({ signal }) => getJson(path(['cases', id, 'diagram-state']), diagramState, signal),
      placeholderData: keepPreviousData,
    }),
  position: (id: string, seq: number) =>
    queryOptions({
      queryKey: ['position', id, seq],
      queryFn: ({ signal }) => getJson(path(['cases', id, 'log', String(seq)]), casePosition, signal),
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: keepPreviousData,
    }),
  log: (id: string, head: number) =>
    queryOptions({
      queryKey: ['log', id, head],
      queryFn: ({ signal }) =>
        getJson(
          path(['cases', id, 'log'], { size: 1000 }),
          z.object({ items: z.array(loggedStep), head: z.number() }),
          signal,
        ),
      placeholderData: keepPreviousData,
    }),
  work: (query: { readonly caseId?: string; readonly mine?: 'true' | undefined }) =>
    queryOptions({
      queryKey: ['work', query],
      queryFn: ({ signal }) => getJson(path(['work'], query), itemsOf(workItem), signal),
      refetchInterval: live,
      placeholderData: keepPreviousData,
    }),
  /** One step of the worklist with all that it needs. */
  step: (id: string) =>
    queryOptions({
      queryKey: ['step', id],
      queryFn: ({ signal }) => getJson(path(['work', id]), workDetail, signal),
      refetchInterval: untilGone(live),
    }),
  search: (text: string) =>
    queryOptions({
      queryKey: ['search', text],
      queryFn: ({ signal }) => getJson(path(['search'], { text }), found, signal),
      placeholderData: keepPreviousData,
      staleTime: 5_000,
    }),
  notifications: () =>
    queryOptions({
      queryKey: ['notifications'],
      queryFn: ({ signal }) => getJson(path(['notifications']), itemsOf(notification), signal),
      refetchInterval: live,
    }),
  /** Asked for anew each time it is shown. */
  approval: (id: string) =>
    queryOptions({
      queryKey: ['approval', id],
      queryFn: ({ signal }) => getJson(path(['work', id, 'approval']), approvalView, signal),
      staleTime: 0,
    }),
  processes: () =>
    queryOptions({
      queryKey: ['processes'],
      queryFn: ({ signal }) => getJson(path(['processes']), processes, signal),
      staleTime: 10_000,
    }),
  deployments: () =>
    queryOptions({
      queryKey: ['deployments'],
      queryFn: ({ signal }) => getJson(path(['deployments']), pageOf(deployment), signal),
    }),
  versions: (processId: string) =>
    queryOptions({
      queryKey: ['versions', processId],
      queryFn: ({ signal }) => getJson(path(['processes', processId, 'versions']), itemsOf(procedureVersion), signal),
    }),
  /** What was published never changes. */
  deploymentFiles: (id: string) =>
    queryOptions({
      queryKey: ['deployment-files', id],
      queryFn: ({ signal }) => getJson(path(['deployments', id, 'files']), itemsOf(procedureFile), signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  drafts: () =>
    queryOptions({
      queryKey: ['drafts'],
      queryFn: ({ signal }) => getJson(path(['drafts']), itemsOf(draftLine), signal),
    }),
  creditors: () =>
    queryOptions({
      queryKey: ['creditors'],
      queryFn: ({ signal }) => getJson(path(['creditors']), itemsOf(party), signal),
      staleTime: 30_000,
    }),
  debtors: () =>
    queryOptions({
      queryKey: ['debtors'],
      queryFn: ({ signal }) => getJson(path(['debtors']), itemsOf(party), signal),
      staleTime: 30_000,
    }),
  balances: (filters: BalanceFilters) =>
    queryOptions({
      queryKey: ['balances', filters],
      queryFn: ({ signal }) => getJson(path(['balances'], { ...filters, size: 50 }), pageOf(debtorBalance), signal),
      refetchInterval: 10_000,
      placeholderData: keepPreviousData,
    }),
  debtor: (id: string) =>
    queryOptions({
      queryKey: ['debtor', id],
      queryFn: ({ signal }) => getJson(path(['debtors', id]), debtorCard, signal),
      refetchInterval: untilGone(10_000),
    }),
  imports: () =>
    queryOptions({
      queryKey: ['imports'],
      queryFn: ({ signal }) => getJson(path(['imports']), itemsOf(importRun), signal),
    }),
  incidents: () =>
    queryOptions({
      queryKey: ['incidents'],
      queryFn: ({ signal }) => getJson(path(['incidents']), itemsOf(incidentItem), signal),
      refetchInterval: live,
    }),
  effects: () =>
    queryOptions({
      queryKey: ['effects'],
      queryFn: ({ signal }) => getJson(path(['effects', 'unknown']), itemsOf(unknownEffect), signal),
      refetchInterval: live,
    }),
  mails: (page: number) =>
    queryOptions({
      queryKey: ['mails', page],
      queryFn: ({ signal }) => getJson(path(['mails'], { page, size: 50 }), pageOf(mailSummary), signal),
      refetchInterval: live,
      placeholderData: keepPreviousData,
    }),
  mail: (id: string) =>
    queryOptions({
      queryKey: ['mail', id],
      queryFn: ({ signal }) => getJson(path(['mails', id]), mail, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
