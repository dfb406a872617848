import { choiceIn, currencyIn, flagIn, pageIn, wordIn } from '../../layout/search-parts.ts';

export const REGISTER_TABS = ['letters', 'listings', 'claims', 'findings'] as const;
export type RegisterTab = (typeof REGISTER_TABS)[number];
export const LETTER_STATES = ['awaiting', 'posted', 'cancelled'] as const;

/** What the address of the legal register holds. */
export interface RegisterSearch {
  readonly tab?: RegisterTab;
  readonly page?: number;
  readonly creditorId?: string;
  /** ISO 4217, of listings and claims. */
  readonly currency?: string;
  /** Of listings and claims: ended ones too. */
  readonly ended?: 'true';
  /** Of letters; default those that await posting. */
  readonly state?: (typeof LETTER_STATES)[number] | 'all';
  /** Listing or claim whose details are open. */
  readonly entry?: string;
}

export function registerSearch(search: Record<string, unknown>): RegisterSearch {
  return {
    ...choiceIn(search, 'tab', REGISTER_TABS),
    ...pageIn(search),
    ...wordIn(search, 'creditorId'),
    ...currencyIn(search),
    ...flagIn(search, 'ended'),
    ...choiceIn(search, 'state', [...LETTER_STATES, 'all' as const]),
    ...wordIn(search, 'entry'),
  };
}
