import { choiceIn } from '../../layout/search-parts.ts';

/** What the address of a debtor's page holds: what of the debtor is shown; absent, what is owed. */
export interface DebtorSearch {
  readonly view?: (typeof views)[number];
}

export function debtorSearch(search: Record<string, unknown>): DebtorSearch {
  return choiceIn(search, 'view', views);
}

const views = ['cases', 'history'] as const;
