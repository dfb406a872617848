import { flagIn, pageIn, textIn, wordIn } from '../../layout/search-parts.ts';

/** What the address of the debtor list holds. */
export interface DebtorListSearch {
  readonly page?: number;
  readonly creditorId?: string;
  readonly text?: string;
  readonly overdue?: 'true';
}

export function debtorListSearch(search: Record<string, unknown>): DebtorListSearch {
  return { ...pageIn(search), ...wordIn(search, 'creditorId'), ...textIn(search), ...flagIn(search, 'overdue') };
}
