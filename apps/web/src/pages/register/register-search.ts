export const REGISTER_TABS = ['letters', 'listings', 'claims', 'findings'] as const;
export type RegisterTab = (typeof REGISTER_TABS)[number];
export const LETTER_STATES = ['awaiting', 'posted', 'cancelled'] as const;

/** What the address of the legal register holds. */
export interface RegisterSearch {
  readonly tab?: RegisterTab;
  readonly page?: number;
  readonly creditorId?: string;
  /** Of listings and claims: ended ones too. */
  readonly ended?: 'true';
  /** Of letters; default those that await posting. */
  readonly state?: (typeof LETTER_STATES)[number] | 'all';
  /** Listing or claim whose details are open. */
  readonly entry?: string;
}

export function registerSearch(search: Record<string, unknown>): RegisterSearch {
  const tab = REGISTER_TABS.find((one) => one === search['tab']);
  const state = [...LETTER_STATES, 'all' as const].find((one) => one === search['state']);
  const { page, creditorId, ended, entry } = search;
  return {
    ...(tab !== undefined && { tab }),
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
    ...(typeof creditorId === 'string' && creditorId !== '' && { creditorId }),
    ...((ended === 'true' || ended === true) && { ended: 'true' as const }),
    ...(state !== undefined && { state }),
    ...(typeof entry === 'string' && entry !== '' && { entry }),
  };
}
